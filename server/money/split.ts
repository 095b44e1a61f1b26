import type { Minor } from "./minor";

/**
 * Divides a whole by weights without making or losing a unit: each part is floored, and the units left over go to the largest
 * remainders, ties to the earlier. Weights are integers ≥ 0 of which at least one is above zero; the whole is ≥ 0.
 */
export function splitByWeight(whole: bigint, weights: readonly bigint[]): bigint[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0n);
  if (total <= 0n || whole < 0n)
    throw new RangeError(`cannot split ${whole} by weights that sum to ${total}`);
  if (weights.length === 1) return [whole];
  const parts = weights.map((weight) => (whole * weight) / total);
  let left = whole - parts.reduce((sum, part) => sum + part, 0n);
  if (left === 0n) return parts;
  const rests = weights.map((weight) => (whole * weight) % total);
  const rest = (index: number): bigint => rests[index] ?? 0n;
  // Sorting is stable: of equal remainders the earlier stays first.
  const byRest = [...parts.keys()].sort((a, b) => (rest(a) === rest(b) ? 0 : rest(a) > rest(b) ? -1 : 1));
  for (const index of byRest) {
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
