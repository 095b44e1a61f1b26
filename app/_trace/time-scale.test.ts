import { expect, test } from "vitest";
import { DAY_MS, HOUR_MS } from "@/server/platform/clock";
import { layOut } from "./time-scale";

const SALE = 100 * DAY_MS;

test("a history of weeks fills the line from its first click to what came last", () => {
  const { from, place } = layOut([SALE - 30 * DAY_MS, SALE - DAY_MS], SALE, [SALE + 10 * DAY_MS]);
  expect(from).toBe(SALE - 30 * DAY_MS);
  expect([from, SALE, SALE + 10 * DAY_MS].map(place)).toEqual([4, 73, 96]);
});

test("a click at the moment of the event stands above it at the right end of a day", () => {
  const { from, place, lanes } = layOut([SALE], SALE, []);
  expect(from).toBe(SALE - DAY_MS);
  expect(place(SALE)).toBe(96);
  expect(lanes).toEqual([1]);
});

test("clicks that would cover each other stand above one another", () => {
  expect(layOut([SALE - 2 * HOUR_MS, SALE - 2 * HOUR_MS + 1, SALE - 1], SALE, []).lanes).toEqual([0, 1, 1]);
});
