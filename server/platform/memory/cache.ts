import { type Millis, now } from "../clock";
import { AppError } from "../errors";
import { Recent } from "./recent";

export type CacheLimits = {
  maxEntries: number;
  ttlMs: Millis;
  /** Absent keys have room of their own: asking for what is not there pushes nothing out that is. */
  maxMisses: number;
  missTtlMs: Millis;
  /** Loads under way at once. More are refused: whoever asks for thousands of keys that are not there waits for nobody. */
  maxLoading: number;
};

type Slot<V> = { value: V | null; until: Millis; renewFrom: Millis };

/** The parts of its time in which a value is renewed: not all at one moment that were loaded at one. */
const RENEW_AFTER = 0.5;
const RENEW_WITHIN = 0.4;
const RENEW_EVERY_MS = 200;

/**
 * What the process remembers of the database. Concurrent misses of one key share one load; absent keys are remembered
 * briefly; what was not asked for lately leaves when the cache is full. What is asked for towards the end of its time is
 * loaded again while it is still good, so that nobody waits for what many ask for. A change announced by another process calls
 * `forget`.
 */
export class Cache<V> {
  readonly #load: (key: string) => Promise<V | null>;
  readonly #limits: CacheLimits;
  readonly #slots: Recent<Slot<V>>;
  /** Until when a key is taken for absent. */
  readonly #absent: Recent<Millis>;
  readonly #loading = new Map<string, Promise<V | null>>();
  readonly #toRenew: string[] = [];
  #underWay = 0;
  #generation = 0;

  constructor(load: (key: string) => Promise<V | null>, limits: CacheLimits) {
    this.#load = load;
    this.#limits = limits;
    this.#slots = new Recent(limits.maxEntries);
    this.#absent = new Recent(limits.maxMisses);
  }

  /** The value at once when it is known (null: known to be absent); undefined when it must be loaded. */
  peek(key: string): V | null | undefined {
    const slot = this.#slots.get(key);
    if (slot) {
      const time = now();
      if (slot.until <= time) return undefined;
      if (slot.renewFrom <= time) this.#renew(key, slot);
      return slot.value;
    }
    return (this.#absent.get(key) ?? 0) > now() ? null : undefined;
  }

  /** What was last known, however old or outdated: for when the database cannot answer. */
  stale(key: string): V | null | undefined {
    return this.#slots.get(key)?.value;
  }

  /** Rejects with `unavailable` when too much is being loaded. */
  async get(key: string): Promise<V | null> {
    const known = this.peek(key);
    if (known !== undefined) return known;
    return this.#loading.get(key) ?? this.#start(key);
  }

  /** The next `get` loads the key anew. */
  forget(key: string): void {
    this.#generation++;
    this.#loading.delete(key);
    const slot = this.#slots.get(key);
    if (slot) slot.until = 0;
    if (this.#absent.get(key)) this.#absent.set(key, 0);
  }

  /** The same for all keys, or for those that begin so. */
  forgetAll(start = ""): void {
    this.#generation++;
    this.#loading.clear();
    for (const [key, slot] of this.#slots.entries()) if (key.startsWith(start)) slot.until = 0;
    for (const [key] of Array.from(this.#absent.entries()))
      if (key.startsWith(start)) this.#absent.set(key, 0);
  }

  get size(): number {
    return this.#slots.size + this.#absent.size;
  }

  #start(key: string): Promise<V | null> {
    if (this.#underWay >= this.#limits.maxLoading) {
      return Promise.reject(
        new AppError("unavailable", "Too much is being looked up at once. Try again shortly.", {
          retryAfterSeconds: 1,
        }),
      );
    }
    this.#underWay++;
    const loading = this.#fill(key).finally(() => {
      this.#underWay--;
      if (this.#loading.get(key) === loading) this.#loading.delete(key);
    });
    this.#loading.set(key, loading);
    return loading;
  }

  /** Once. If it fails, whoever asks after its time is told. */
  #renew(key: string, slot: Slot<V>): void {
    slot.renewFrom = slot.until;
    this.#toRenew.push(key);
    if (this.#toRenew.length === 1) setTimeout(() => this.#renewAll(), RENEW_EVERY_MS).unref();
  }

  /** Together, which costs the database least, and only while there is room: those who have nothing come first. */
  #renewAll(): void {
    for (const key of this.#toRenew.splice(0)) {
      if (this.#underWay >= this.#limits.maxLoading / 2) return;
      if (!this.#loading.has(key)) this.#start(key).catch(() => undefined);
    }
  }

  async #fill(key: string): Promise<V | null> {
    const generation = this.#generation;
    const value = await this.#load(key);
    // A change announced while the load was under way may not be in what was loaded.
    if (generation !== this.#generation) return value;
    const { ttlMs, missTtlMs } = this.#limits;
    const known = this.#slots.get(key);
    const time = now();
    if (value !== null) {
      const renewFrom = time + ttlMs * (RENEW_AFTER + RENEW_WITHIN * Math.random());
      this.#slots.set(key, { value, until: time + ttlMs, renewFrom });
    } else if (known) {
      const until = time + missTtlMs;
      Object.assign(known, { value, until, renewFrom: until });
    } else this.#absent.set(key, time + missTtlMs);
    return value;
  }
}
