import { describe, expect, it, test } from "vitest";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "@/server/platform/clock";
import {
  afterFailure,
  DOWN_AFTER,
  HEALTHY,
  type Health,
  isDown,
  isExhausted,
  nextTry,
  resultOf,
} from "./rules";

const START = Date.parse("2026-11-21T00:00:00Z");
const answer = (status: number, headers: Record<string, string> = {}) => resultOf({ status, headers }, null);

describe("an answer", () => {
  it.each([200, 201, 202, 204, 299])("%i is a delivery", (status) => {
    expect(answer(status)).toEqual({ kind: "delivered" });
  });

  it.each([100, 301, 302, 304, 307, 400, 401, 404, 408, 429, 500, 503])("%i is a failure", (status) => {
    expect(answer(status)).toEqual({ kind: "failed", error: `http_${status}`, retryAfterMs: null });
  });

  it("410 says that the receiver is gone", () => {
    expect(answer(410)).toEqual({ kind: "gone", error: "http_410" });
  });

  it("that never came is a failure with its reason", () => {
    expect(resultOf(null, "dns_failed")).toEqual({ kind: "failed", error: "dns_failed", retryAfterMs: null });
  });

  it.each([
    ["30", 30 * SECOND_MS],
    ["0", 0],
    ["999999", 12 * HOUR_MS],
    ["Wed, 21 Oct 2026 07:28:00 GMT", null],
    ["-5", null],
  ])("may ask for a pause: Retry-After %s", (header, retryAfterMs) => {
    expect(answer(503, { "retry-after": header })).toMatchObject({ retryAfterMs });
  });
});

// biome-ignore format: a table to skim
test.each([
  ["at first", 0, 5 * SECOND_MS],
  ["after 5 s", 5 * SECOND_MS, 7.5 * SECOND_MS],
  ["after a minute", MINUTE_MS, 90 * SECOND_MS],
  ["after an hour", HOUR_MS, 90 * MINUTE_MS],
  ["after eight hours", 8 * HOUR_MS, 12 * HOUR_MS],
  ["after two days", 2 * DAY_MS, 12 * HOUR_MS],
  ["an hour before the end", 71 * HOUR_MS, HOUR_MS],
  ["at the end", 72 * HOUR_MS, null],
  ["after the end", 73 * HOUR_MS, null],
])("%s a message waits for its next try: %i → %s ms", (_when, tried, wait) => {
  const next = nextTry(START, START + tried, 0, null);
  expect(next === null ? null : next - START - tried).toBe(wait);
});

test("a message is tried about twenty times in three days, the last time at their end", () => {
  const tries = [START];
  for (let next: number | null = START; next !== null; ) {
    next = nextTry(START, next, 0.5, null);
    if (next !== null) tries.push(next);
  }
  expect(tries.at(-1)).toBe(START + 3 * DAY_MS);
  expect(tries.length).toBeGreaterThan(15);
  expect(tries.length).toBeLessThan(25);
});

test("a receiver that asks for a pause gets it, and messages that failed together come back apart", () => {
  expect(nextTry(START, START, 0, 10 * MINUTE_MS)).toBe(START + 10 * MINUTE_MS);
  expect(nextTry(START, START + HOUR_MS, 1, null)).toBe(START + HOUR_MS + 99 * MINUTE_MS);
});

const failed = (times: number, everyMs: number): Health => {
  let health = HEALTHY;
  for (let i = 0; i < times; i++) health = afterFailure(health, START + i * everyMs, 0, null);
  return health;
};

test("a receiver is down after five failures in a row, and rests half as long as it has been failing", () => {
  expect(failed(DOWN_AFTER - 1, MINUTE_MS)).toEqual({ failures: 4, failingSince: START, restUntil: null });
  expect(isDown(failed(DOWN_AFTER - 1, MINUTE_MS))).toBe(false);
  const down = failed(DOWN_AFTER, MINUTE_MS);
  expect(isDown(down)).toBe(true);
  expect(down.restUntil).toBe(START + 4 * MINUTE_MS + 2 * MINUTE_MS);
  expect(failed(DOWN_AFTER, 0).restUntil).toBe(START + 5 * SECOND_MS);
  expect(failed(DOWN_AFTER, DAY_MS).restUntil).toBe(START + 4 * DAY_MS + 10 * MINUTE_MS);
});

test("one that asks for a pause rests for it at its first failure", () => {
  expect(afterFailure(HEALTHY, START, 0, MINUTE_MS).restUntil).toBe(START + MINUTE_MS);
});

test("a receiver is given up after three days without a delivery", () => {
  const failing = failed(1, 0);
  expect(isExhausted(failing, START + 3 * DAY_MS - 1)).toBe(false);
  expect(isExhausted(failing, START + 3 * DAY_MS)).toBe(true);
  expect(isExhausted(HEALTHY, START)).toBe(false);
});
