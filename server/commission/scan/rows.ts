import { hash, hashed } from "./hash";
import type { EventSums } from "./sums";

/** What a row says about its event. Each kind has a hash of its own. */
export const OUTCOME = 1;
export const ATTRIBUTION = 2;
const ENTRY = 3;

const TWO_TO_32 = 2 ** 32;
const WORD = 32n;
/** The product of a smaller number and a word of a hash is exact. */
const SMALL = 2 ** 21;

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
  addTimes(sums, view, row.event, hashed[0] ?? 0, hashed[1] ?? 0, sign, sign === 1);
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
  // An odd number has an inverse modulo 2⁶⁴: of one key, no sum of amounts but zero makes such a product zero.
  const [low, high] = [(hashed[0] ?? 0) | 1, hashed[1] ?? 0];
  const amount = view.getInt32(entry.amount + 4);
  const isSmall = view.getInt32(entry.amount) === amount >> 31 && Math.abs(amount) < SMALL;
  if (isSmall) addTimes(sums, view, entry.event, low, high, sign * amount, sign === 1);
  else addGreat(sums, view, entry, low, high, sign);
}

/** Adds the hash times a small number. */
function addTimes(
  sums: EventSums,
  view: DataView,
  event: number,
  low: number,
  high: number,
  times: number,
  isExpected: boolean,
): void {
  const size = Math.abs(times);
  const product = (low >>> 0) * size;
  const carried = Math.floor(product / TWO_TO_32);
  const [units, groups] = [product | 0, (Math.imul(high, size) + carried) | 0];
  if (times < 0) sums.add(view, event, -units, units === 0 ? -groups : ~groups, isExpected);
  else sums.add(view, event, units, groups, isExpected);
}

/** Adds the hash times an amount that is too great for products of plain numbers. */
function addGreat(
  sums: EventSums,
  view: DataView,
  { event, amount }: { event: number; amount: number },
  low: number,
  high: number,
  sign: 1 | -1,
): void {
  const times = (BigInt(high) << WORD) | BigInt(low >>> 0);
  const product = BigInt(sign) * times * view.getBigInt64(amount);
  const [units, groups] = [BigInt.asIntN(32, product), BigInt.asIntN(32, product >> WORD)];
  sums.add(view, event, Number(units), Number(groups), sign === 1);
}
