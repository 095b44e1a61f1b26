import { hash, hashed } from "./hash";
import type { EventSums } from "./sums";

/** What a row says about its event. Each kind has a hash of its own. */
export const OUTCOME = 1;
export const ATTRIBUTION = 2;
const ENTRY = 3;

const TWO_TO_32 = 4_294_967_296n;

/**
 * Adds a row, which lies in `view`, to the sum of its event: its own hash, or with a `sign` of −1 takes it away. The row is in the
 * form in which PostgreSQL sends it.
 */
export function addRow(
  sums: EventSums,
  view: DataView,
  row: { event: number; from: number; to: number; kind: number },
  sign: 1 | -1,
): void {
  hash(view, row.from, row.to, row.kind);
  sums.add(view, row.event, sign * (hashed[0] ?? 0), sign * (hashed[1] ?? 0), sign === 1);
}

/**
 * Adds an amount, which follows its key in `view`, to the sum of its event: the key's hash times the amount. What counts of several
 * entries of one key is their sum, and so it is with these products.
 */
export function addAmount(
  sums: EventSums,
  view: DataView,
  entry: { event: number; from: number; to: number; amount: number },
  sign: 1 | -1,
): void {
  hash(view, entry.from, entry.to, ENTRY);
  // Odd numbers have an inverse modulo 2³²: no amount below 2³² makes such a product zero.
  const [low, high] = [(hashed[0] ?? 0) | 1, (hashed[1] ?? 0) | 1];
  const amount = view.getInt32(entry.amount + 4);
  const carried = view.getInt32(entry.amount);
  if (carried === amount >> 31) {
    sums.add(view, entry.event, sign * Math.imul(low, amount), sign * Math.imul(high, amount), sign === 1);
    return;
  }
  const whole = view.getBigInt64(entry.amount);
  const units = Number(BigInt.asIntN(32, whole % TWO_TO_32));
  const groups = Number(BigInt.asIntN(32, whole / TWO_TO_32));
  sums.add(
    view,
    entry.event,
    sign * (Math.imul(low, units) + Math.imul(high, groups)),
    sign * (Math.imul(high, units) + Math.imul(low, groups)),
    sign === 1,
  );
}
