const DATE = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  year: "numeric",
  timeZone: "UTC",
});

/** "3 Oct 2026" for "2026-10-03". */
export function dayText(day: string): string {
  return DATE.format(Date.parse(`${day}T00:00:00Z`));
}
