import type { WireMoney } from "./wire";

/** Money that was reckoned, exactly whatever its size. */
export type Sum = { minor: bigint; currency: string };

/** The sums of amounts, one for each currency. */
export function sumsOf(amounts: readonly WireMoney[]): Sum[] {
  const sums = new Map<string, bigint>();
  for (const { minor, currency } of amounts) sums.set(currency, (sums.get(currency) ?? 0n) + BigInt(minor));
  return [...sums].map(([currency, minor]) => ({ currency, minor }));
}

/** What is left of an amount without another of the same currency. */
export function without(amount: WireMoney, other: WireMoney): Sum {
  return { minor: BigInt(amount.minor) - BigInt(other.minor), currency: amount.currency };
}
