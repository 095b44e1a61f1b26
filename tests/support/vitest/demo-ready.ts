import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, expect, inject } from "vitest";

// The server with the demonstration begins together with the tests. Those of faults, which come first, have servers of their own;
// all others wait until it is ready.

const LIMIT_MS = 120_000;
const POLL_MS = 200;

beforeAll(async () => {
  if (!isOfFaults()) await ready(inject("origin"));
}, LIMIT_MS);

function isOfFaults(): boolean {
  const { testPath } = expect.getState();
  return testPath?.includes("/tests/faults/") ?? false;
}

async function ready(origin: string): Promise<void> {
  const giveUp = inject("demoBegan") + LIMIT_MS;
  for (;;) {
    const reply = await fetch(`${origin}/ready`).catch(() => null);
    if (reply?.ok) return;
    if (Date.now() > giveUp) throw new Error("The server with the demonstration did not become ready.");
    await sleep(POLL_MS);
  }
}
