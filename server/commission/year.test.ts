import { expect, test } from "vitest";
import { rule, START, version } from "@/server/attribution/testing/facts";
import { minor } from "@/server/money/minor";
import type { CommissionRule } from "@/server/program/rules";
import { yearOf } from "./year";

const PROGRAM = { id: "program", currency: "USD", timeZone: "UTC" } as const;
const SIGNUP = {
  eventType: "signup",
  trigger: "first",
  kind: "fixed",
  value: "5.00",
  currency: "USD",
} as const;

/** One new customer a month, who pays 10.00 every month: 78 payments within the year. */
test.each<[string, Partial<CommissionRule>[], bigint]>([
  ["20 % for life is paid for 78 payments", [{}], 15_600n],
  ["20 % for three months is paid for 12 + 11 + 10 of them", [{ months: 3 }], 6_600n],
  ["20 % of the first alone is paid for 12", [{ trigger: "first" }], 2_400n],
  ["5.00 a signup is paid 12 times", [SIGNUP], 6_000n],
  ["signups and payments add up", [{ id: "signup", ...SIGNUP }, { id: "sale" }], 21_600n],
  ["clicks are not counted", [{ eventType: "click", kind: "fixed", value: "1.00", currency: "USD" }], 0n],
])("%s", (_name, rules, expected) => {
  const terms = version({ rules: rules.map((one) => rule(one)) });
  const sums = yearOf(terms, PROGRAM, START, { customers: 1n, value: minor(1_000) });
  expect(sums).toEqual(expected === 0n ? [] : [{ amount: expected, currency: "USD" }]);
});

test("twice the customers earn twice as much", () => {
  const of = (customers: bigint) =>
    yearOf(version(), PROGRAM, START, { customers, value: minor(1_000) })[0]?.amount;
  expect(of(2n)).toBe(2n * (of(1n) ?? 0n));
});
