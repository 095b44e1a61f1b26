import { type Currency, exponentOf, isCurrency } from "@/server/money/currency";
import { type Minor, parseAmount } from "@/server/money/minor";
import type { Problem } from "./problems";

/** What is wrong with a currency code, if anything. */
export function currencyProblems(path: string, code: string): Problem[] {
  if (isCurrency(code)) return [];
  return [{ path, reason: `"${code.slice(0, 20)}" is no ISO 4217 currency code`, code: "invalid_currency" }];
}

/** Reads an amount in major units exactly, or says why it is none. The currency must exist. */
export function readAmount(path: string, written: string, currency: Currency): Minor | Problem {
  const parsed = parseAmount(written, exponentOf(currency));
  if (parsed.ok) return parsed.value;
  return { path, reason: `${written.slice(0, 40)} ${currency}: ${parsed.reason}`, code: "invalid_amount" };
}
