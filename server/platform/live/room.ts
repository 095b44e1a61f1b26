import { SECOND_MS } from "../clock";
import type { Id } from "../ids";
import { ofProcess } from "../memory/of-process";
import type { Ear, Wire } from "../notify/wire";

/** Who looks on: somebody of a brand, or with `partnerId` a partner, who is told only of what is theirs. */
export type Onlooker = { brandId: Id; partnerId: Id | null };

type Watcher = { who: Onlooker; tell: () => void; end: () => void };

const CHANNEL = "openpartner_live";
/** Each process tells the others of a brand at most once in this time, however much happens there. */
const GATHER_MS = SECOND_MS;
/** PostgreSQL takes less than 8,000 bytes in one notification. Partners beyond these find out when their page asks by itself. */
const MAX_PARTNERS_NAMED = 250;

/**
 * Where a process hears that something new is in a brand, and passes it to the pages that look at it. Nothing of what happened
 * is said, only that something did: who is told asks again, with their own rights.
 */
export class LiveRoom {
  readonly #watchers = new Map<Id, Set<Watcher>>();
  #news = new Map<Id, Set<Id>>();
  #timer: NodeJS.Timeout | null = null;
  #wire: Wire | null = null;
  #count = 0;

  readonly ear: Ear = { channel: CHANNEL, heard: (payload) => this.#hear(payload) };

  /** From now on what happens here is told everywhere. */
  join(wire: Wire): void {
    this.#wire = wire;
  }

  leave(): void {
    this.#wire = null;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#news.clear();
    this.end();
  }

  /** Notes that something new concerns a partner of a brand, or with null only the brand. Called for each click: it only notes. */
  happened(brandId: Id, partnerId: Id | null): void {
    if (this.#wire === null) return;
    let partners = this.#news.get(brandId);
    if (!partners) {
      partners = new Set();
      this.#news.set(brandId, partners);
    }
    if (partnerId !== null && partners.size < MAX_PARTNERS_NAMED) partners.add(partnerId);
    this.#timer ??= setTimeout(() => this.#tellOthers(), GATHER_MS).unref();
  }

  /** Something may have been missed: everybody is told. */
  gap(): void {
    for (const watchers of this.#watchers.values()) for (const { tell } of watchers) tell();
  }

  /** How many look on in this process. */
  get count(): number {
    return this.#count;
  }

  /** Calls `tell` when something new is there for the onlooker, and `end` when the process stops. Returns what ends it. */
  watch(who: Onlooker, tell: () => void, end: () => void): () => void {
    const watcher: Watcher = { who, tell, end };
    const watchers = this.#watchers.get(who.brandId) ?? new Set();
    this.#watchers.set(who.brandId, watchers.add(watcher));
    this.#count++;
    return () => {
      if (!watchers.delete(watcher)) return;
      this.#count--;
      if (watchers.size === 0 && this.#watchers.get(who.brandId) === watchers)
        this.#watchers.delete(who.brandId);
    };
  }

  /** Lets everybody go, who then come back to another process. */
  end(): void {
    for (const watchers of this.#watchers.values()) for (const { end } of watchers) end();
  }

  #tellOthers(): void {
    this.#timer = null;
    const payloads = [...this.#news].map(([brandId, partners]) => [brandId, ...partners].join(" "));
    this.#news = new Map();
    // Where there is no connection, `gap` is called as soon as there is one again.
    this.#wire?.tell(CHANNEL, payloads).catch(() => undefined);
  }

  #hear(payload: string): void {
    const [brandId = "", ...partnerIds] = payload.split(" ");
    const partners = new Set(partnerIds);
    for (const { who, tell } of this.#watchers.get(brandId) ?? []) {
      if (who.partnerId === null || partners.has(who.partnerId)) tell();
    }
  }
}

/** The process's room. */
export function liveRoom(): LiveRoom {
  return ofProcess("live", () => new LiveRoom());
}
