/** The last hash, low and high half. In an array, so that no number is boxed for the millions of rows of a scan. */
export const hashed = new Int32Array(2);

const WORD_BYTES = 4;

/** Hashes a part of `view` to 64 bits, left in `hashed`. `seed` keeps kinds of rows apart. Two lanes in the manner of MurmurHash3. */
export function hash(view: DataView, from: number, to: number, seed: number): void {
  let low = seed;
  let high = ~seed;
  let at = from;
  for (; at + WORD_BYTES <= to; at += WORD_BYTES) {
    const word = view.getInt32(at, true);
    low = Math.imul(low ^ mixed(word, 0xcc9e2d51, 0x1b873593), 5) + 0xe6546b64;
    low = (low << 13) | (low >>> 19);
    high = Math.imul(high ^ mixed(word, 0x239b961b, 0x38b34ae5), 9) + 0x52dce729;
    high = (high << 17) | (high >>> 15);
  }
  for (; at < to; at++) {
    const byte = view.getUint8(at) + 1;
    low = Math.imul(low ^ byte, 0x01000193);
    high = Math.imul(high ^ byte, 0x27d4eb2f) + 1;
  }
  const length = to - from;
  low = finished(low ^ length);
  high = finished(high ^ length ^ low);
  hashed[0] = low;
  hashed[1] = high;
}

function mixed(word: number, first: number, second: number): number {
  const product = Math.imul(word, first);
  return Math.imul((product << 15) | (product >>> 17), second);
}

function finished(lane: number): number {
  let word = Math.imul(lane ^ (lane >>> 16), 0x85ebca6b);
  word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35);
  return word ^ (word >>> 16);
}
