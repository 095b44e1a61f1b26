import { expect, test } from "vitest";
import { readThresholds, writeThresholds } from "./thresholds";

test.each([
  ["EUR 50\nUSD 25.50", { ok: { EUR: "50", USD: "25.50" } }],
  ["  eur   50,5 \n\n", { ok: { EUR: "50.5" } }],
  ["", { ok: {} }],
  ["EUR 50\nfifty dollars", { wrong: "fifty dollars" }],
  ["EUR -5", { wrong: "EUR -5" }],
])("thresholds written as %j are read as %j", (written, read) => {
  expect(readThresholds(written)).toEqual(read);
});

test("thresholds that are written and read again are the same", () => {
  const thresholds = { EUR: "50", JPY: "5000" };
  expect(readThresholds(writeThresholds(thresholds))).toEqual({ ok: thresholds });
});
