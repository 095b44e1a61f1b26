/**
 * A bounded map that keeps what was used lately. It has two generations: what is used moves to the younger one, and when that
 * is full, the older one leaves as a whole. (Deleting a Map's oldest key each time, which seems simpler, takes ever longer: V8
 * steps over all keys deleted before.)
 */
export class Recent<V> {
  readonly #half: number;
  #young = new Map<string, V>();
  #old = new Map<string, V>();

  /** Holds `maxEntries` at most, and the `maxEntries / 2` used last for sure. */
  constructor(maxEntries: number) {
    this.#half = Math.ceil(maxEntries / 2);
  }

  get(key: string): V | undefined {
    const value = this.#young.get(key);
    if (value !== undefined) return value;
    const older = this.#old.get(key);
    if (older !== undefined) this.set(key, older);
    return older;
  }

  set(key: string, value: V): void {
    if (this.#young.size >= this.#half && !this.#young.has(key)) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(key, value);
  }

  get size(): number {
    let repeated = 0;
    for (const key of this.#young.keys()) if (this.#old.has(key)) repeated++;
    return this.#young.size + this.#old.size - repeated;
  }

  *entries(): Generator<[string, V]> {
    yield* this.#young;
    yield* this.#old;
  }
}
