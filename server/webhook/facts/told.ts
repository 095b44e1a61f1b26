import { exponentOf } from "@/server/money/currency";
import { formatMinor, type Minor } from "@/server/money/minor";
import type { Millis } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import type { MacroValues } from "../macros";

/** What receivers learn of one change. */
export type Told = {
  /** `data` of the message. */
  data: Record<string, unknown>;
  /** Of each partner whom the change concerns, what that partner's postbacks are filled with. */
  macros: ReadonlyMap<Id, MacroValues>;
};

/** Money as the API writes it. */
export function moneyOf(minor: Minor, currency: string): { amount: string; minor: number; currency: string } {
  return { amount: majorUnits(minor, currency), minor: Number(minor), currency };
}

export function majorUnits(minor: Minor, currency: string): string {
  return formatMinor(minor, exponentOf(currency));
}

export function isoTime(at: Millis): string {
  return new Date(at).toISOString();
}

/** Values without those that are null, which templates leave empty. */
export function filled(values: { [Name in keyof MacroValues]: string | null | undefined }): MacroValues {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => typeof value === "string"));
}
