import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addMonths, dayOf, endOfDay, isWithinMonths, nextDay, startOfDay } from "./calendar";

const at = (text: string): number => Date.parse(text);

describe("calendar months", () => {
  it.each([
    ["2026-01-31T12:00:00Z", 1, "UTC", "2026-02-28T12:00:00Z"],
    ["2024-01-31T12:00:00Z", 1, "UTC", "2024-02-29T12:00:00Z"],
    ["2026-01-31T12:00:00Z", 3, "UTC", "2026-04-30T12:00:00Z"],
    ["2024-02-29T08:00:00Z", 12, "UTC", "2025-02-28T08:00:00Z"],
    ["2026-11-15T00:00:00.001Z", 2, "UTC", "2027-01-15T00:00:00.001Z"],
    ["2026-12-31T23:59:59.999Z", 2, "UTC", "2027-02-28T23:59:59.999Z"],
    ["2026-05-05T00:00:00Z", 0, "UTC", "2026-05-05T00:00:00Z"],
    ["2026-05-05T00:00:00Z", 1200, "UTC", "2126-05-05T00:00:00Z"],
    // 15 February 12:00 in New York is 17:00 UTC, a month later 16:00 UTC: the clock time stays.
    ["2026-02-15T17:00:00Z", 1, "America/New_York", "2026-03-15T16:00:00Z"],
    ["2026-10-15T16:00:00Z", 1, "America/New_York", "2026-11-15T17:00:00Z"],
    // 31 January 23:30 in New York is 1 February in UTC; the month is the local one.
    ["2026-02-01T04:30:00Z", 1, "America/New_York", "2026-03-01T04:30:00Z"],
    // 02:30 does not exist on 8 March 2026: 03:30.
    ["2026-02-08T07:30:00Z", 1, "America/New_York", "2026-03-08T07:30:00Z"],
    // 01:30 comes twice on 1 November 2026: the first.
    ["2026-10-01T05:30:00Z", 1, "America/New_York", "2026-11-01T05:30:00Z"],
    // Half an hour of daylight saving: 02:15 does not exist on Lord Howe on 4 October 2026, 02:45.
    ["2026-09-03T15:45:00Z", 1, "Australia/Lord_Howe", "2026-10-03T15:45:00Z"],
    ["2026-01-30T12:00:00Z", 1, "Asia/Kathmandu", "2026-02-28T12:00:00Z"],
    // Samoa had no 30 December 2011 at all.
    ["2011-11-30T20:00:00Z", 1, "Pacific/Apia", "2011-12-30T20:00:00Z"],
  ])("%s plus %i in %s is %s", (from, months, timeZone, expected) => {
    expect(new Date(addMonths(at(from), months, timeZone)).toISOString()).toBe(
      new Date(expected).toISOString(),
    );
  });
});

const ZONES = [
  "UTC",
  "Europe/Berlin",
  "America/New_York",
  "Australia/Lord_Howe",
  "America/Sao_Paulo",
  "Africa/Casablanca",
  "Asia/Beirut",
];
const instant = fc.integer({ min: at("2000-01-01T00:00:00Z"), max: at("2040-01-01T00:00:00Z") });

it("whether an instant lies within some months is what the calendar says", () => {
  const months = fc.integer({ min: 1, max: 36 });
  const nudge = fc.integer({ min: -3 * 86_400_000, max: 3 * 86_400_000 });
  fc.assert(
    fc.property(instant, months, nudge, fc.constantFrom(...ZONES), (from, count, offset, timeZone) => {
      const end = addMonths(from, count, timeZone);
      expect(isWithinMonths(end + offset, from, count, timeZone)).toBe(offset < 0);
    }),
    { numRuns: 300 },
  );
});

describe("local days", () => {
  it.each([
    ["2026-03-08T04:59:59Z", "America/New_York", "2026-03-07"],
    ["2026-03-08T05:00:00Z", "America/New_York", "2026-03-08"],
    ["2026-12-31T23:00:00Z", "Europe/Berlin", "2027-01-01"],
    ["2026-12-31T23:00:00Z", "UTC", "2026-12-31"],
  ])("%s in %s is on %s", (ts, timeZone, expected) => {
    expect(dayOf(at(ts), timeZone)).toBe(expected);
  });

  it.each([
    ["2026-03-08", "America/New_York", 23],
    ["2026-11-01", "America/New_York", 25],
    ["2026-11-02", "America/New_York", 24],
    // At midnight the clocks of Beirut went to one o'clock.
    ["2026-03-29", "Asia/Beirut", 23],
  ])("%s in %s has %i hours", (date, timeZone, expected) => {
    expect((endOfDay(date, timeZone) - startOfDay(date, timeZone)) / 3_600_000).toBe(expected);
  });

  it.each([
    ["2026-02-28", "2026-03-01"],
    ["2028-02-28", "2028-02-29"],
    ["2026-12-31", "2027-01-01"],
  ])("after %s comes %s", (date, expected) => {
    expect(nextDay(date)).toBe(expected);
  });

  it("each instant lies in its own day, and days leave no gap", () => {
    fc.assert(
      fc.property(instant, fc.constantFrom(...ZONES), (ts, timeZone) => {
        const date = dayOf(ts, timeZone);
        expect(startOfDay(date, timeZone) <= ts).toBe(true);
        expect(ts < endOfDay(date, timeZone)).toBe(true);
        expect(dayOf(endOfDay(date, timeZone), timeZone)).toBe(nextDay(date));
        expect(dayOf(startOfDay(date, timeZone), timeZone)).toBe(date);
      }),
      { numRuns: 300 },
    );
  });
});
