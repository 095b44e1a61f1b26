import { type Id, idFromBytes } from "@/server/platform/ids";

const FIRST_SLOTS = 1 << 16;
const KEY_WORDS = 4;
const KEY_BYTES = 16;
/** A sum lies in two words, the less significant first. */
const LANES = 2;
const TWO_TO_32 = 2 ** 32;
/** A table fuller than this is made twice as large, lest searches grow long. */
const FULLEST = 0.6;

/**
 * A sum of 64 bits for each event, found by the event's id. What deriving expects is added, what is stored is taken away, in any
 * order; where the sum of an event that was derived is not zero, the two differ. Kept in flat arrays: 25 bytes a slot, and nothing for
 * the garbage collector.
 */
export class EventSums {
  #slots = FIRST_SLOTS;
  #keys = new Int32Array(FIRST_SLOTS * KEY_WORDS);
  #sums = new Int32Array(FIRST_SLOTS * LANES);
  #isDerived = new Uint8Array(FIRST_SLOTS);
  #used = 0;

  /** Adds to the sum of the event whose id is four words of `view`, most significant first, modulo 2⁶⁴. What is expected marks the event. */
  add(view: DataView, start: number, low: number, high: number, isExpected: boolean): void {
    const slot = this.#find(
      view.getInt32(start),
      view.getInt32(start + 4),
      view.getInt32(start + 8),
      view.getInt32(start + 12),
    );
    const at = slot * LANES;
    const sum = ((this.#sums[at] ?? 0) >>> 0) + (low >>> 0);
    this.#sums[at] = sum;
    this.#sums[at + 1] = (this.#sums[at + 1] ?? 0) + high + (sum < TWO_TO_32 ? 0 : 1);
    if (isExpected) this.#isDerived[slot] = 1;
    if (this.#used > this.#slots * FULLEST) this.#grow();
  }

  /** The events that were derived and whose sum is not zero. */
  *differing(): Generator<Id> {
    const bytes = new Uint8Array(KEY_BYTES);
    const view = new DataView(bytes.buffer);
    for (let slot = 0; slot < this.#slots; slot++) {
      if (this.#isDerived[slot] === 0) continue;
      if (this.#sums[slot * LANES] === 0 && this.#sums[slot * LANES + 1] === 0) continue;
      for (let word = 0; word < KEY_WORDS; word++)
        view.setInt32(word * 4, this.#keys[slot * KEY_WORDS + word] ?? 0);
      yield idFromBytes(bytes, 0);
    }
  }

  /** The slot of a key, taken if it was free. No id is all zeros, so that such a slot is free. */
  #find(first: number, second: number, third: number, fourth: number): number {
    const keys = this.#keys;
    const mask = this.#slots - 1;
    let slot = spread(first ^ second ^ third ^ fourth) & mask;
    for (;;) {
      const at = slot * KEY_WORDS;
      if (keys[at + 3] === fourth && keys[at + 2] === third && keys[at + 1] === second && keys[at] === first)
        return slot;
      if (keys[at] === 0 && keys[at + 1] === 0 && keys[at + 2] === 0 && keys[at + 3] === 0) {
        keys[at] = first;
        keys[at + 1] = second;
        keys[at + 2] = third;
        keys[at + 3] = fourth;
        this.#used++;
        return slot;
      }
      slot = (slot + 1) & mask;
    }
  }

  #grow(): void {
    const [slots, keys, sums, isDerived] = [this.#slots, this.#keys, this.#sums, this.#isDerived];
    this.#slots = slots * 2;
    this.#keys = new Int32Array(this.#slots * KEY_WORDS);
    this.#sums = new Int32Array(this.#slots * LANES);
    this.#isDerived = new Uint8Array(this.#slots);
    this.#used = 0;
    for (let slot = 0; slot < slots; slot++) {
      const [first = 0, second = 0, third = 0, fourth = 0] = keys.subarray(
        slot * KEY_WORDS,
        (slot + 1) * KEY_WORDS,
      );
      if (first === 0 && second === 0 && third === 0 && fourth === 0) continue;
      const found = this.#find(first, second, third, fourth);
      const at = found * LANES;
      this.#isDerived[found] = isDerived[slot] ?? 0;
      this.#sums[at] = sums[slot * LANES] ?? 0;
      this.#sums[at + 1] = sums[slot * LANES + 1] ?? 0;
    }
  }
}

/** Ids of one moment differ in few bits; their slots should not. */
function spread(word: number): number {
  const mixed = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  return mixed ^ (mixed >>> 13);
}
