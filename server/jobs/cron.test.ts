import { describe, expect, it } from "vitest";
import { nextTime, parseCron } from "./cron";

const next = (cron: string, after: string) =>
  new Date(nextTime(parseCron(cron), Date.parse(after))).toISOString();

describe("a cron expression", () => {
  it.each([
    ["* * * * *", "2026-03-01T10:00:00Z", "2026-03-01T10:01:00.000Z"],
    ["* * * * *", "2026-03-01T10:00:59.999Z", "2026-03-01T10:01:00.000Z"],
    ["17 * * * *", "2026-03-01T10:16:59Z", "2026-03-01T10:17:00.000Z"],
    ["17 * * * *", "2026-03-01T10:17:00Z", "2026-03-01T11:17:00.000Z"],
    ["*/15 * * * *", "2026-03-01T10:46:00Z", "2026-03-01T11:00:00.000Z"],
    ["5/20 * * * *", "2026-03-01T10:30:00Z", "2026-03-01T10:45:00.000Z"],
    ["0 6 * * *", "2026-12-31T06:00:00Z", "2027-01-01T06:00:00.000Z"],
    ["30 9,17 * * 1-5", "2026-11-20T17:30:00Z", "2026-11-23T09:30:00.000Z"],
    ["0 0 1 */3 *", "2026-03-01T00:00:00Z", "2026-04-01T00:00:00.000Z"],
    ["0 0 29 2 *", "2026-03-01T00:00:00Z", "2028-02-29T00:00:00.000Z"],
  ])("%s after %s comes round at %s", (cron, after, expected) => expect(next(cron, after)).toBe(expected));

  it.each([
    ["* * * *", /five fields/],
    ["TZ=Europe/Paris 0 6 * * *", /five fields/],
    ["0 6 * * MON", /not understood/],
    ["60 * * * *", /out of range/],
    ["5-1 * * * *", /out of range/],
    ["*/0 * * * *", /out of range/],
    ["0 0 1 * 1", /days of month and of week/],
  ])("%s is refused", (cron, reason) => expect(() => parseCron(cron)).toThrow(reason));

  it("that never comes round says so", () =>
    expect(() => next("0 0 31 2 *", "2026-01-01T00:00:00Z")).toThrow(/never/));
});
