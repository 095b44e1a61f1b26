import { type Currency, exponentOf } from "@/server/money/currency";
import { formatMinor, type Minor } from "@/server/money/minor";

/** A sum as people read it, such as `17.15 USD`. */
export function sumText(amount: Minor, currency: Currency): string {
  return `${formatMinor(amount, exponentOf(currency))} ${currency}`;
}
