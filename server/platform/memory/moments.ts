import type { Millis } from "../clock";
import { grown, NONE, Places } from "./places";

const FEWEST = 1_024;
const MOMENTS_PER_KEY = 8;
/** More than any limit counts. */
const MOST_OF_A_KEY = 1_000;

/**
 * When something happened with each of many keys, oldest first. The memory for it is bounded twice, by keys and by moments: when
 * either is full, the key used longest ago is forgotten.
 */
export class Moments {
  readonly #places: Places;
  readonly #maxMoments: number;
  #counts = new Uint32Array(0);
  #firsts = new Int32Array(0);
  #lasts = new Int32Array(0);
  #made = 0;
  #free = NONE;
  #times = new Float64Array(FEWEST);
  #nexts = new Int32Array(FEWEST);

  constructor(maxKeys: number) {
    this.#maxMoments = Math.max(FEWEST, MOMENTS_PER_KEY * maxKeys);
    this.#places = new Places(maxKeys, (place) => this.#keepLast(place, 0));
  }

  /** The place of a key, which is good until the next key is asked for. */
  of(key: string): number {
    const place = this.#places.of(key);
    if (place >= this.#counts.length) this.#makeRoom();
    return place;
  }

  count(place: number): number {
    return this.#counts[place] ?? 0;
  }

  /** Of a place with one moment at least. */
  first(place: number): Millis {
    return this.#times[this.#firsts[place] ?? 0] ?? 0;
  }

  /** Forgets what was before `from`, and of the rest all but the last `max`. */
  keep(place: number, max: number, from: Millis): void {
    this.#keepLast(place, max);
    while (this.count(place) > 0 && this.first(place) < from) this.#dropFirst(place);
  }

  /** Forgets keys with which nothing has happened since `from`. Looks at those used longest ago, and no further than it must. */
  forgetBefore(from: Millis): void {
    for (let place = this.#places.earliest; place !== NONE; place = this.#places.earliest) {
      const last = this.count(place) > 0 ? this.#times[this.#lasts[place] ?? 0] : undefined;
      if (last !== undefined && last >= from) return;
      this.#places.drop(place);
    }
  }

  add(place: number, time: Millis): void {
    this.#keepLast(place, MOST_OF_A_KEY - 1);
    const moment = this.#make(time);
    const count = this.#counts[place] ?? 0;
    if (count === 0) this.#firsts[place] = this.#lasts[place] = moment;
    else if ((this.#times[this.#lasts[place] ?? 0] ?? 0) <= time) {
      this.#nexts[this.#lasts[place] ?? 0] = moment;
      this.#lasts[place] = moment;
    } else this.#insert(place, moment, time);
    this.#counts[place] = count + 1;
  }

  /** Among later ones: what happened elsewhere is heard a little afterwards. */
  #insert(place: number, moment: number, time: Millis): void {
    let later = this.#firsts[place] ?? NONE;
    let before = NONE;
    while ((this.#times[later] ?? 0) <= time) {
      before = later;
      later = this.#nexts[later] ?? NONE;
    }
    this.#nexts[moment] = later;
    if (before === NONE) this.#firsts[place] = moment;
    else this.#nexts[before] = moment;
  }

  #keepLast(place: number, max: number): void {
    while (this.count(place) > max) this.#dropFirst(place);
  }

  #dropFirst(place: number): void {
    const moment = this.#firsts[place] ?? NONE;
    this.#firsts[place] = this.#nexts[moment] ?? NONE;
    this.#counts[place] = this.count(place) - 1;
    this.#nexts[moment] = this.#free;
    this.#free = moment;
  }

  #make(time: Millis): number {
    while (this.#free === NONE && this.#made === this.#maxMoments) this.#places.drop(this.#places.earliest);
    const moment = this.#free === NONE ? this.#made++ : this.#free;
    if (moment === this.#free) this.#free = this.#nexts[moment] ?? NONE;
    else if (moment === this.#times.length) this.#growMoments();
    this.#times[moment] = time;
    return moment;
  }

  #growMoments(): void {
    const room = Math.min(this.#maxMoments, 2 * this.#times.length);
    const times = new Float64Array(room);
    times.set(this.#times);
    this.#times = times;
    this.#nexts = grown(this.#nexts, new Int32Array(room));
  }

  #makeRoom(): void {
    const { room } = this.#places;
    this.#counts = grown(this.#counts, new Uint32Array(room));
    this.#firsts = grown(this.#firsts, new Int32Array(room));
    this.#lasts = grown(this.#lasts, new Int32Array(room));
  }
}
