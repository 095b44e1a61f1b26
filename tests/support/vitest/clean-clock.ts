import { afterAll } from "vitest";
import { now, SECOND_MS } from "@/server/platform/clock";

// The test files of a worker share the clock: one that did not put it back would fail another file, now and then.
afterAll(() => {
  if (Math.abs(now() - Date.now()) > SECOND_MS) throw new Error("This test file did not put the clock back.");
});
