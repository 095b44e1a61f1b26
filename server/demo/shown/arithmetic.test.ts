import { expect, test } from "vitest";
import type { Arithmetic } from "@/server/commission/rules";
import type { Net } from "@/server/event/net";
import { minor } from "@/server/money/minor";
import { percent, sumOf } from "./arithmetic";

const whole = { sharedWeight: 1_000_000, weight: 1_000_000, cappedAt: null };
const sale = (parts: Partial<Arithmetic>): Arithmetic => ({
  kind: "percent",
  value: "20",
  gross: "10000",
  net: "10000",
  whole: "2000",
  part: "2000",
  ...whole,
  ...parts,
});
const netOf = (gross: number, refunded: number, disputed: number): Net => ({
  gross: minor(gross),
  refunded: minor(refunded),
  disputed: minor(disputed),
  net: minor(gross - refunded - disputed),
});

test.each<[string, Arithmetic, Net | null, string, string]>([
  ["a plain sale", sale({}), netOf(10_000, 0, 0), "USD", "100.00 × 20 % = 20.00"],
  [
    "a partial refund",
    sale({ net: "7500", whole: "1500", part: "1500" }),
    netOf(10_000, 2_500, 0),
    "USD",
    "100.00 − 25.00 = 75.00 × 20 % = 15.00",
  ],
  [
    "a refund and a dispute, shared by two",
    sale({ net: "6000", whole: "1200", weight: 400_000, part: "480" }),
    netOf(10_000, 2_500, 1_500),
    "USD",
    "100.00 − 25.00 − 15.00 = 60.00 × 20 % = 12.00 × 40 % = 4.80",
  ],
  [
    "a cap that bites",
    sale({ cappedAt: "500", whole: "500", part: "500" }),
    null,
    "USD",
    "100.00 × 20 % ≤ 5.00 = 5.00",
  ],
  [
    "a currency without decimals",
    sale({ gross: "1000", net: "1000", part: "200" }),
    null,
    "JPY",
    "1000 × 20 % = 200",
  ],
  [
    "a fixed amount for a lead",
    sale({ kind: "fixed", value: "25.00", gross: null, net: null, part: "2500" }),
    null,
    "USD",
    "25.00 = 25.00",
  ],
  [
    "a fixed amount for a sale that was half refunded",
    sale({ kind: "fixed", value: "25.00", net: "5000", part: "1250" }),
    netOf(10_000, 5_000, 0),
    "USD",
    "25.00 × 50 % = 12.50",
  ],
])("the sum of %s is written down", (_case, arithmetic, net, currency, expected) => {
  const lines = sumOf(arithmetic, net, currency).map((line) => `${line.operator} ${line.figure}`.trim());
  expect(lines.join(" ")).toBe(expected);
});

test("shares are written as per cent without needless digits", () => {
  expect([percent(400_000, 1_000_000), percent(333_333, 1_000_000), percent(1, 3)]).toEqual([
    "40 %",
    "33.3333 %",
    "33.3333 %",
  ]);
});
