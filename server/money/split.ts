import type { Minor } from "./minor";

/**
 * Divides a whole by weights without making or losing a unit: each part is floored, and the units left over go to the largest
 * remainders, ties to the earlier. Weights are integers ≥ 0 of which at least one is above zero; the whole is ≥ 0.
 */
export function splitByWeight(whole: bigint, weights: readonly bigint[]): bigint[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0n);
  if (total <= 0n || whole < 0n)
    throw new RangeError(`cannot split ${whole} by weights that sum to ${total}`);
  const parts = weights.map((weight) => (whole * weight) / total);
  const remainders = weights.map((weight, index) => ({ index, rest: (whole * weight) % total }));
  remainders.sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1));
  let left = whole - parts.reduce((sum, part) => sum + part, 0n);
  for (const { index } of remainders) {
    if (left === 0n) break;
    parts[index] = (parts[index] ?? 0n) + 1n;
    left--;
  }
  return parts;
}

/** The same for money. */
export function splitMinor(whole: Minor, weights: readonly number[]): Minor[] {
  return splitByWeight(whole, weights.map(BigInt)) as Minor[];
}
