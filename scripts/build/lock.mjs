import { rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

const RETRY_MS = 200;
const BEAT_MS = 1000;
const DEAD_AFTER_MS = 10_000;

/** Runs `work` while no other process of this checkout does. The lock of an owner that has died stops beating. */
export async function underLock(file, work) {
  while (!take(file)) await sleep(RETRY_MS);
  const beat = setInterval(() => utimesSync(file, new Date(), new Date()), BEAT_MS);
  const release = () => rmSync(file, { force: true });
  process.once("exit", release);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    process.off("exit", release);
    release();
  }
}

function take(file) {
  try {
    writeFileSync(file, "", { flag: "wx" });
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
  }
  const held = statSync(file, { throwIfNoEntry: false });
  if (held && Date.now() - held.mtimeMs > DEAD_AFTER_MS) rmSync(file, { force: true });
  return false;
}
