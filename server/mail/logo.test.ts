import { expect, it } from "vitest";
import { fitted } from "./logo";

it.each([
  ["a small one keeps its size", [120, 32], [120, 32]],
  ["a wide one is as wide as it may be", [1_000, 100], [200, 20]],
  ["a high one is as high as it may be", [400, 800], [20, 40]],
  ["one that is large both ways fits in both", [2_000, 1_000], [80, 40]],
  ["a hair's breadth is still seen", [10_000, 10], [200, 1]],
] as const)("%s", (_, [width, height], [shownWidth, shownHeight]) => {
  expect(fitted({ width, height })).toEqual({ width: shownWidth, height: shownHeight });
});
