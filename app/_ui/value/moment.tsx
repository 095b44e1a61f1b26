import type { Millis } from "@/server/platform/clock";

type MomentProps = { at: Millis; timeZone: string; only?: "date" };

/** A time in the program's zone. Hovering shows it there and in UTC. */
export function Moment({ at, timeZone, only }: MomentProps) {
  const there = `${exact(at, timeZone)} (${timeZone.replaceAll("_", " ")})`;
  return (
    <time
      dateTime={new Date(at).toISOString()}
      title={`${there}\n${exact(at, "UTC")} (UTC)`}
      className="figure"
    >
      {only === "date" ? dateText(at, timeZone) : `${dateText(at, timeZone)}, ${clockText(at, timeZone)}`}
    </time>
  );
}

export function dateText(at: Millis, timeZone: string): string {
  return format(at, timeZone, { day: "numeric", month: "short", year: "numeric" });
}

function clockText(at: Millis, timeZone: string): string {
  return format(at, timeZone, { hour: "2-digit", minute: "2-digit" });
}

function exact(at: Millis, timeZone: string): string {
  return format(at, timeZone, { dateStyle: "full", timeStyle: "medium" });
}

function format(at: Millis, timeZone: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat("en-GB", { ...options, timeZone }).format(at);
}

/** "November 2026" for "2026-11". */
export function monthText(month: string): string {
  const name = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });
  return name.format(Date.parse(`${month}-01T00:00:00Z`));
}
