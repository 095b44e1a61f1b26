import { setTimeout as sleep } from "node:timers/promises";
import { type Millis, now, SECOND_MS } from "../clock";
import { newId } from "../ids";
import type { Ear, Wire } from "../notify/wire";
import { type Limit, type Limits, processLimits } from "./limits";

const CHANNEL = "openpartner_hits";
/** From one telling to the next. Each is a statement that every process hears: a busy one, whose commits take longer, tells less often. */
const TELL_EVERY_MS = 1;
const TELL_MANY_EVERY_MS = 6;
const MANY = 8;
const GREET_MS = 15 * SECOND_MS;
/** Who has not greeted for so long is gone. */
const GONE_MS = 3 * GREET_MS;
/** PostgreSQL takes less than 8,000 bytes in one notification. Every character is one, see `oneWord`. */
const MAX_PAYLOAD_CHARACTERS = 7_900;
const MAX_WAITING = 20_000;
const BASE = 36;
/** What would end a word or the line, or is more than one byte. */
const NO_PART_OF_A_WORD = /[^!-$&-~]/;

/**
 * Limits that hold across processes and machines: each process counts for itself, and tells the others of every hit as it
 * counts it. A hit is known everywhere within a few milliseconds, about when the answer to it is committed. While the database
 * is away each process counts alone. A process that is the only one tells nobody anything.
 */
export class SharedLimits implements Limits {
  readonly #self = newId();
  readonly #counts = processLimits(undefined, (name, key, time) => this.#share(name, key, time));
  readonly #peers = new Map<string, Millis>();
  /** Hits that nobody was told of, by when they were and of which limit: the keys, each as one word. */
  #waiting = new Map<string, string[]>();
  #waitingCount = 0;
  #telling: Promise<void> | null = null;
  #wire: Wire | null = null;
  #greeting: NodeJS.Timeout | undefined;
  /** Hits before this moment are not heard but read, where they were stored. */
  #since: Millis = 0;

  hit: Limits["hit"] = (limit, key, formerKey) => this.#counts.hit(limit, key, formerKey);

  readonly ear: Ear = { channel: CHANNEL, heard: (payload) => this.#hear(payload) };

  /** Joins the others: what they count from now on is heard, and what was before can be recalled. */
  async join(wire: Wire): Promise<void> {
    this.#wire = wire;
    this.#greeting = setInterval(() => void this.#greet(), GREET_MS).unref();
    await this.#greet();
    this.#since = now();
  }

  /** Counts what happened before this process listened. */
  recall(limit: Limit, key: string, time: Millis): void {
    if (time < this.#since) this.#counts.learn(limit.name, [key], time);
  }

  async leave(): Promise<void> {
    clearInterval(this.#greeting);
    await this.told();
    this.#wire = null;
  }

  /** Resolves when the others have been told of all that was counted here so far. */
  async told(): Promise<void> {
    await this.#telling;
  }

  #share(name: string, key: string, time: Millis): void {
    if (this.#peers.size === 0 || this.#waitingCount >= MAX_WAITING) return;
    const when = `${time.toString(BASE)} ${oneWord(name)}`;
    const keys = this.#waiting.get(when);
    if (keys) keys.push(oneWord(key));
    else this.#waiting.set(when, [oneWord(key)]);
    this.#waitingCount++;
    this.#telling ??= this.#tellWaiting().finally(() => {
      this.#telling = null;
    });
  }

  /** The first hit is told at once; those that come while others are being told go together, all in one round trip. */
  async #tellWaiting(): Promise<void> {
    while (this.#waitingCount > 0) {
      const rested = sleep(this.#waitingCount < MANY ? TELL_EVERY_MS : TELL_MANY_EVERY_MS);
      const payloads = this.#payloadsOf(this.#take());
      if (!(await this.#tell(payloads))) this.#take();
      await rested;
    }
  }

  #take(): Map<string, string[]> {
    const taken = this.#waiting;
    this.#waiting = new Map();
    this.#waitingCount = 0;
    return taken;
  }

  /** A line for each moment and limit, with as many keys as there is room for. */
  #payloadsOf(hits: Map<string, string[]>): string[] {
    const payloads: string[] = [];
    let payload: string = this.#self;
    for (const [when, keys] of hits) {
      payload += `\n${when}`;
      for (const key of keys) {
        if (payload.length + 1 + key.length > MAX_PAYLOAD_CHARACTERS) {
          payloads.push(payload);
          payload = `${this.#self}\n${when}`;
        }
        payload += ` ${key}`;
      }
    }
    return [...payloads, payload];
  }

  #hear(payload: string): void {
    if (payload.startsWith(this.#self)) return;
    const [peer = "", ...lines] = payload.split("\n");
    const isNew = !this.#peers.has(peer);
    this.#peers.set(peer, now());
    // A newcomer must learn that it is not alone.
    if (isNew) void this.#greet();
    for (const line of lines) {
      const [at = "", name = "", ...keys] = line.split(" ");
      const time = Number.parseInt(at, BASE);
      if (time >= this.#since) this.#counts.learn(written(name), keys.map(written), time);
    }
  }

  async #greet(): Promise<void> {
    for (const [peer, heard] of this.#peers) if (heard < now() - GONE_MS) this.#peers.delete(peer);
    await this.#tell([this.#self]);
  }

  /** False while the database is away: what is not told then is counted here alone. */
  async #tell(payloads: readonly string[]): Promise<boolean> {
    try {
      await this.#wire?.tell(CHANNEL, payloads);
      return true;
    } catch {
      return false;
    }
  }
}

/** Names and keys may be anything; most are a word already. */
function oneWord(text: string): string {
  return NO_PART_OF_A_WORD.test(text) ? encodeURIComponent(text) : text;
}

function written(word: string): string {
  return word.includes("%") ? decodeURIComponent(word) : word;
}
