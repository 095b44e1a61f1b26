import { readFile, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { isAlive } from "./control";

/** What a start is told that finds another server at work. */
export const IN_USE = "Another server already works with this DATA_DIR. Choose another one.";

/** Making a database takes seconds. A process that has the number of one killed long ago must not count as its owner. */
const ABANDONED_AFTER_MS = 120_000;

/** Runs `make` unless another process does so in this folder: two first starts at once must not make two databases. */
export async function alone<T>(dataDir: string, make: () => Promise<T>): Promise<T> {
  const file = path.join(dataDir, "postgres.making");
  await take(file);
  try {
    return await make();
  } finally {
    await rm(file, { force: true });
  }
}

async function take(file: string): Promise<void> {
  try {
    await writeFile(file, String(process.pid), { flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    if (await isHeld(file)) throw new Error(IN_USE);
    await writeFile(file, String(process.pid));
  }
}

async function isHeld(file: string): Promise<boolean> {
  const owner = Number(await readFile(file, "utf8").catch(() => ""));
  const since = (await stat(file).catch(() => null))?.mtimeMs ?? 0;
  // A file without a number was opened this moment.
  return (owner === 0 || isAlive(owner)) && Date.now() - since < ABANDONED_AFTER_MS;
}
