import { z } from "zod";
import type { Search } from "@/app/_ui/table/address";
import { endOfDay, startOfDay } from "@/server/program/terms/calendar";

const day = z.iso.date();

/** The days `from` and `to` of an address, both included, as the instants that a list is asked for. What is no day is passed over. */
export function daysOf(search: Search, timeZone: string): { from?: string; to?: string } {
  const from = day.safeParse(search["from"]);
  const to = day.safeParse(search["to"]);
  return {
    ...(from.success ? { from: String(startOfDay(from.data, timeZone)) } : {}),
    ...(to.success ? { to: String(endOfDay(to.data, timeZone)) } : {}),
  };
}
