import { expect, it } from "vitest";
import { programs } from "./programs";

it.each([
  [0, 0, "counting the customers"],
  [0, 12, "0 of 12 customers"],
  [12, 12, "12 of 12 customers"],
])("a re-derivation that has done %i of %i is shown as: %s", (done, all, words) => {
  const { running, line } = programs.job;
  expect(running(done, all)).toBe(`Working the ledger out again: ${words}.`);
  expect(line("Partners", done, all)).toBe(`Partners: working the ledger out again, ${words}.`);
});
