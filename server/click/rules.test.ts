import { expect, it } from "vitest";
import { compareClicks, effectiveVerdict, type Verdict } from "./rules";

it.each<[Verdict, "flag" | "unflag" | undefined, Verdict]>([
  ["valid", undefined, "valid"],
  ["bot", undefined, "bot"],
  ["valid", "flag", "manual"],
  ["velocity", "unflag", "valid"],
  ["bot", "flag", "manual"],
  ["revoked", "unflag", "valid"],
])("a click recorded as %s, last decided to %s, is %s", (recorded, decision, expected) => {
  expect(effectiveVerdict(recorded, decision)).toBe(expected);
});

it("clicks are in the order of time, then id", () => {
  const clicks = [
    { ts: 2, id: "A" },
    { ts: 1, id: "C" },
    { ts: 1, id: "B" },
  ];
  expect(clicks.sort(compareClicks).map((click) => click.id)).toEqual(["B", "C", "A"]);
  expect(compareClicks({ ts: 1, id: "A" }, { ts: 1, id: "A" })).toBe(0);
});
