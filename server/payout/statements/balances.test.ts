import { expect, test } from "vitest";
import { minor } from "@/server/money/minor";
import { monthBalances } from "./balances";

test("a month begins with what the one before left, in each currency by itself", () => {
  const balances = monthBalances([
    { month: "2026-09", currency: "EUR", kind: "earned", amount: minor(700) },
    { month: "2026-09", currency: "USD", kind: "earned", amount: minor(5_000) },
    { month: "2026-09", currency: "USD", kind: "reversed", amount: minor(-1_000) },
    { month: "2026-11", currency: "USD", kind: "earned", amount: minor(300) },
    { month: "2026-11", currency: "USD", kind: "paid", amount: minor(-4_000) },
    { month: "2026-11", currency: "USD", kind: "returned", amount: minor(1_500) },
  ]);
  expect(
    balances.map(({ month, currency, opening, closing }) => [month, currency, opening, closing]),
  ).toEqual([
    ["2026-11", "USD", 4_000n, 1_800n],
    ["2026-09", "USD", 0n, 4_000n],
    ["2026-09", "EUR", 0n, 700n],
  ]);
});
