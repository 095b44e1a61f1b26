import { expect, test } from "vitest";
import { dueDay, nextDay, type Schedule } from "./schedule";

test.each<[Schedule, string, string, string | null]>([
  // the schedule, now, the brand's time zone → the day that is due
  ["weekly", "2026-11-02T00:00:00Z", "UTC", "2026-11-02"],
  ["weekly", "2026-11-05T23:59:59Z", "UTC", "2026-11-02"],
  ["weekly", "2026-11-06T00:00:00Z", "UTC", null],
  ["monthly", "2026-10-31T23:30:00Z", "UTC", null],
  ["monthly", "2026-10-31T23:30:00Z", "Europe/Berlin", "2026-11-01"],
  ["monthly", "2026-11-01T03:30:00Z", "America/New_York", null],
  ["monthly", "2026-11-04T12:00:00Z", "UTC", "2026-11-01"],
  ["monthly", "2026-11-05T00:00:00Z", "UTC", null],
  ["twice_monthly", "2026-11-15T08:00:00Z", "UTC", "2026-11-15"],
  ["twice_monthly", "2026-12-01T08:00:00Z", "UTC", "2026-12-01"],
  ["manual", "2026-12-01T08:00:00Z", "UTC", null],
])("%s at %s in %s: %s", (schedule, now, timeZone, expected) => {
  expect(dueDay(schedule, Date.parse(now), timeZone)).toBe(expected);
});

test("the next day of a schedule is today, or one to come", () => {
  const now = Date.parse("2026-11-21T12:00:00Z");
  expect(nextDay("weekly", now, "UTC")).toBe("2026-11-23");
  expect(nextDay("twice_monthly", now, "UTC")).toBe("2026-12-01");
  expect(nextDay("monthly", Date.parse("2026-11-01T12:00:00Z"), "UTC")).toBe("2026-11-01");
  expect(nextDay("manual", now, "UTC")).toBeNull();
});
