import { describe, expect, it } from "vitest";
import { backOffMs, isTransient, retryAfterMs } from "./back-off";

const NOW = Date.parse("2026-11-02T12:00:00Z");

describe("back-off", () => {
  it.each([
    [1, 0, 125],
    [1, 1, 250],
    [2, 0, 250],
    [3, 0.5, 750],
    [6, 1, 8_000],
    [60, 1, 8_000],
  ])("after failure %i with the random number %d the pause is %i ms", (failures, random, pause) => {
    expect(backOffMs(failures, random)).toBe(pause);
  });

  it.each([
    [null, null],
    ["3", 3_000],
    [" 0 ", 0],
    ["Mon, 02 Nov 2026 12:00:05 GMT", 5_000],
    ["Mon, 02 Nov 2026 11:00:00 GMT", 0],
    ["soon", null],
    ["-5x", null],
  ])("Retry-After %j means %j ms", (header, wait) => {
    expect(retryAfterMs(header, NOW)).toBe(wait);
  });

  it.each([
    [200, false],
    [400, false],
    [404, false],
    [408, true],
    [409, false],
    [422, false],
    [429, true],
    [500, true],
    [501, false],
    [503, true],
    [504, true],
    [505, false],
  ])("a reply of %i is tried again: %s", (status, again) => {
    expect(isTransient(status)).toBe(again);
  });
});
