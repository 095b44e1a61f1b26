import type { WireMoney } from "@/app/_ui/value/wire";

/** The sums of amounts, one for each currency. */
export function sumsOf(amounts: readonly WireMoney[]): WireMoney[] {
  const sums = new Map<string, number>();
  for (const { minor, currency } of amounts) sums.set(currency, (sums.get(currency) ?? 0) + minor);
  return [...sums].map(([currency, minor]) => ({ currency, minor }));
}
