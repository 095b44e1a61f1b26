import { beforeAll, expect, inject } from "vitest";
import { becomesReady, START_TIMEOUT_MS } from "../server/built-server";

// The server with the demonstration begins together with the tests. Those of faults, which come first, have servers of their own;
// all others wait until it is ready.
beforeAll(async () => {
  if (isOfFaults()) return;
  if (!(await becomesReady(inject("origin"), inject("demoBegan") + START_TIMEOUT_MS)))
    throw new Error("The server with the demonstration did not become ready.");
}, START_TIMEOUT_MS);

function isOfFaults(): boolean {
  const { testPath } = expect.getState();
  return testPath?.includes("/tests/faults/") ?? false;
}
