import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DAY_MS } from "@/server/platform/clock";
import type { AttributionModel } from "@/server/program/rules";
import { WHOLE, weigh } from "./models";

const days = (...ages: number[]): number[] => ages.map((age) => age * DAY_MS);

describe("the five models", () => {
  it.each<[AttributionModel, number[], number[]]>([
    ["last_click", [9], [1_000_000]],
    ["last_click", [9, 1], [0, 1_000_000]],
    ["last_click", [9, 5, 1], [0, 0, 1_000_000]],
    ["first_click", [9], [1_000_000]],
    ["first_click", [9, 1], [1_000_000, 0]],
    ["first_click", [9, 5, 1], [1_000_000, 0, 0]],
    ["linear", [9], [1_000_000]],
    ["linear", [9, 1], [500_000, 500_000]],
    ["linear", [9, 5, 1], [333_334, 333_333, 333_333]],
    ["linear", [9, 8, 7, 5, 3, 1], [166_667, 166_667, 166_667, 166_667, 166_666, 166_666]],
    ["position", [9], [1_000_000]],
    ["position", [9, 1], [500_000, 500_000]],
    ["position", [9, 5, 1], [400_000, 200_000, 400_000]],
    ["position", [9, 7, 5, 3, 1], [400_000, 66_667, 66_667, 66_666, 400_000]],
    ["time_decay", [30], [1_000_000]],
    ["time_decay", [7, 0], [333_333, 666_667]],
    ["time_decay", [14, 7, 0], [142_857, 285_714, 571_429]],
    ["time_decay", [5, 5], [500_000, 500_000]],
    ["time_decay", [37, 30], [333_333, 666_667]],
    ["time_decay", [8, -0.003], [311_703, 688_297]],
    ["time_decay", [0, -0.003], [500_000, 500_000]],
    // 2^(-3.5/7) against 1: 0.7071067811865… / 1.7071067811865…
    ["time_decay", [3.5, 0], [414_214, 585_786]],
    // 20 half-lives: one millionth; 21: half of one, which rounds to the larger remainder.
    ["time_decay", [140, 0], [1, 999_999]],
    ["time_decay", [154, 0], [0, 1_000_000]],
    ["time_decay", [364, 0], [0, 1_000_000]],
  ])("%s of touches %j days old weighs %j", (model, ages, expected) => {
    expect(weigh(model, days(...ages), 7)).toEqual(expected);
  });

  it("nothing weighs nothing", () => {
    expect(weigh("linear", [], 7)).toEqual([]);
  });
});

const models = fc.constantFrom<AttributionModel>(
  "last_click",
  "first_click",
  "linear",
  "position",
  "time_decay",
);
const ages = fc
  .array(fc.integer({ min: -300_000, max: 365 * DAY_MS }), { minLength: 1, maxLength: 60 })
  .map((list) => list.sort((a, b) => b - a));
const halfLife = fc.integer({ min: 1, max: 365 });

describe("weights", () => {
  it("sum to exactly a million, none below zero", () => {
    fc.assert(
      fc.property(models, ages, halfLife, (model, list, halfLifeDays) => {
        const weights = weigh(model, list, halfLifeDays);
        expect(weights.length).toBe(list.length);
        expect(weights.every((weight) => Number.isInteger(weight) && weight >= 0)).toBe(true);
        expect(weights.reduce((a, b) => a + b, 0)).toBe(WHOLE);
      }),
      { numRuns: 1_000 },
    );
  });

  it("of time decay are within a millionth of the formula and never grow with age", () => {
    fc.assert(
      fc.property(ages, halfLife, (list, halfLifeDays) => {
        const weights = weigh("time_decay", list, halfLifeDays);
        const exact = list.map((age) => 2 ** (-Math.max(age, 0) / (halfLifeDays * DAY_MS)));
        const total = exact.reduce((a, b) => a + b, 0);
        weights.forEach((weight, i) => {
          expect(Math.abs(weight - ((exact[i] ?? 0) / total) * WHOLE)).toBeLessThan(1.001);
          // Of two touches with one age the earlier may have the odd millionth.
          if (i > 0) expect(weight + 1).toBeGreaterThanOrEqual(weights[i - 1] ?? 0);
        });
      }),
      { numRuns: 500 },
    );
  });
});
