import { exponentOf } from "@/server/money/currency";
import { formatMinor, type Minor } from "@/server/money/minor";
import type { Millis } from "@/server/platform/clock";

/** Money as the API writes it. */
export function presentMoney(
  minor: Minor,
  currency: string,
): { amount: string; minor: number; currency: string } {
  return { amount: formatMinor(minor, exponentOf(currency)), minor: Number(minor), currency };
}

export function presentTime(time: Millis): string;
export function presentTime(time: Millis | null): string | null;
export function presentTime(time: Millis | null): string | null {
  return time === null ? null : new Date(time).toISOString();
}

/** One page out of rows that were read with one row more than the page holds. */
export function presentPage<Row extends { id: string }, Out>(
  rows: Row[],
  limit: number,
  present: (row: Row) => Out,
): { data: Out[]; nextCursor: string | null } {
  const page = rows.slice(0, limit);
  return { data: page.map(present), nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
}
