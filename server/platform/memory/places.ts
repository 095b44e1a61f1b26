import { randomInt } from "node:crypto";

export const NONE = -1;
const FEWEST = 1_024;
const TWO_TO_32 = 2 ** 32;

/**
 * Gives each key a place: a number from 0 on, under which tables of numbers hold what belongs to the key. When all places are
 * taken, the key used longest ago makes room. All of it lies in blocks of numbers, into which no garbage collection looks: that
 * many strings in a Map cost a busy redirect a fifth of its time. Keys are told apart by 64 bits of a hash whose seed is the
 * process's own.
 */
export class Places {
  readonly #max: number;
  readonly #leaves: (place: number) => void;
  readonly #seed = [randomInt(TWO_TO_32), randomInt(TWO_TO_32)] as const;
  /** What was hashed last. */
  #high = 0;
  #low = 0;
  #made = 0;
  /** Places of nobody, one after the other. */
  #free = NONE;
  #highs: Uint32Array;
  #lows: Uint32Array;
  /** By hash, the place of the first key; the next one with the same end of a hash follows it. */
  #firsts = new Int32Array(0);
  #nexts: Int32Array;
  /** The order of use. */
  #earlier: Int32Array;
  #later: Int32Array;
  #earliest = NONE;
  #latest = NONE;

  /** `leaves` is called when a place is about to belong to another key. */
  constructor(max: number, leaves: (place: number) => void) {
    this.#max = max;
    this.#leaves = leaves;
    const few = Math.min(FEWEST, max);
    this.#highs = new Uint32Array(few);
    this.#lows = new Uint32Array(few);
    this.#nexts = new Int32Array(few);
    this.#earlier = new Int32Array(few);
    this.#later = new Int32Array(few);
    this.#index();
  }

  /** How many places there are for now: no place is this number or above. */
  get room(): number {
    return this.#nexts.length;
  }

  /** The place of a key, an old one or a new one. It is the one used last from now on. */
  of(key: string): number {
    this.#hash(key);
    const known = this.#find();
    if (known === NONE) return this.#take();
    if (known !== this.#latest) {
      this.#unlink(known);
      this.#link(known);
    }
    return known;
  }

  /** The key of this place is forgotten. */
  drop(place: number): void {
    this.#leaves(place);
    this.#unlink(place);
    this.#leaveBucket(place);
    this.#later[place] = this.#free;
    this.#free = place;
  }

  /** The place used longest ago, or `NONE`. */
  get earliest(): number {
    return this.#earliest;
  }

  #find(): number {
    let place = this.#firsts[this.#bucket(this.#low)] ?? NONE;
    while (place !== NONE && (this.#lows[place] !== this.#low || this.#highs[place] !== this.#high))
      place = this.#nexts[place] ?? NONE;
    return place;
  }

  #take(): number {
    if (this.#free === NONE && this.#made === this.#max) this.drop(this.#earliest);
    const place = this.#free === NONE ? this.#make() : this.#reuse();
    this.#highs[place] = this.#high;
    this.#lows[place] = this.#low;
    this.#enterBucket(place);
    this.#link(place);
    return place;
  }

  #make(): number {
    const place = this.#made++;
    if (place === this.room) this.#grow();
    return place;
  }

  #reuse(): number {
    const place = this.#free;
    this.#free = this.#later[place] ?? NONE;
    return place;
  }

  #leaveBucket(place: number): void {
    const bucket = this.#bucket(this.#lows[place] ?? 0);
    const next = this.#nexts[place] ?? NONE;
    let before = this.#firsts[bucket] ?? NONE;
    if (before === place) {
      this.#firsts[bucket] = next;
      return;
    }
    while (this.#nexts[before] !== place) before = this.#nexts[before] ?? NONE;
    this.#nexts[before] = next;
  }

  #enterBucket(place: number): void {
    const bucket = this.#bucket(this.#lows[place] ?? 0);
    this.#nexts[place] = this.#firsts[bucket] ?? NONE;
    this.#firsts[bucket] = place;
  }

  #link(place: number): void {
    this.#earlier[place] = this.#latest;
    this.#later[place] = NONE;
    if (this.#latest === NONE) this.#earliest = place;
    else this.#later[this.#latest] = place;
    this.#latest = place;
  }

  #unlink(place: number): void {
    const earlier = this.#earlier[place] ?? NONE;
    const later = this.#later[place] ?? NONE;
    if (earlier === NONE) this.#earliest = later;
    else this.#later[earlier] = later;
    if (later === NONE) this.#latest = earlier;
    else this.#earlier[later] = earlier;
  }

  #grow(): void {
    const room = Math.min(this.#max, 2 * this.room);
    this.#highs = grown(this.#highs, new Uint32Array(room));
    this.#lows = grown(this.#lows, new Uint32Array(room));
    this.#earlier = grown(this.#earlier, new Int32Array(room));
    this.#later = grown(this.#later, new Int32Array(room));
    const before = this.room;
    this.#nexts = new Int32Array(room);
    this.#index();
    // All places before are taken: nobody makes another one while one is free.
    for (let place = 0; place < before; place++) this.#enterBucket(place);
  }

  /** As many buckets as a power of two says that is not below the number of places. */
  #index(): void {
    this.#firsts = new Int32Array(2 ** Math.ceil(Math.log2(this.room))).fill(NONE);
  }

  #bucket(low: number): number {
    return low & (this.#firsts.length - 1);
  }

  /** cyrb53 (public domain, by bryc), of which all 64 bits are kept. */
  #hash(key: string): void {
    let [a, b] = this.#seed;
    for (let n = 0; n < key.length; n++) {
      const character = key.charCodeAt(n);
      a = Math.imul(a ^ character, 2_654_435_761);
      b = Math.imul(b ^ character, 1_597_334_677);
    }
    a = Math.imul(a ^ (a >>> 16), 2_246_822_507) ^ Math.imul(b ^ (b >>> 13), 3_266_489_909);
    b = Math.imul(b ^ (b >>> 16), 2_246_822_507) ^ Math.imul(a ^ (a >>> 13), 3_266_489_909);
    this.#high = a >>> 0;
    this.#low = b >>> 0;
  }
}

/** The larger block, beginning with what the smaller one holds. */
export function grown<T extends { set(old: T): void }>(old: T, larger: T): T {
  larger.set(old);
  return larger;
}
