import { MINUTE_MS, SECOND_MS } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import { Cache } from "@/server/platform/memory/cache";
import type { Announced } from "@/server/platform/notify/changes";
import type { Database } from "@/server/platform/postgres/database";
import { freshOrKnown } from "@/server/platform/postgres/patience";
import { hostName } from "./rules";
import { brandOfHost } from "./store";

/** Which brand's links are answered at a host. */
export type Hosts = {
  /** The brand of a Host header as it was sent, or null. */
  brandOf(header: string): Promise<Id | null>;
  forget(change: Announced): void;
  forgetAll(): void;
};

const CACHE = {
  maxEntries: 20_000,
  ttlMs: MINUTE_MS,
  maxMisses: 10_000,
  missTtlMs: 5 * SECOND_MS,
  maxLoading: 50,
};
const MAX_HEADER_CHARACTERS = 260;

/** Where there is one brand, every host is its. */
export function hostsOfOne(homeBrand: () => Promise<Id | null>): Hosts {
  return { brandOf: homeBrand, forget: () => undefined, forgetAll: () => undefined };
}

/** Among many brands, a host is the brand's that has proved it, or whose name it has below the links' common domain. */
export function hostsOfMany(database: Database, linkDomain: string | null): Hosts {
  const cache = new Cache<Id>((host) => brandOfHost(database, host, slugIn(host, linkDomain)), CACHE);
  return {
    async brandOf(header) {
      if (header.length > MAX_HEADER_CHARACTERS) return null;
      const host = hostName(header);
      return cache.peek(host) ?? freshOrKnown(cache, host);
    },
    forget: ({ kind, key }) => {
      if (kind === "domain") cache.forget(key);
    },
    forgetAll: () => cache.forgetAll(),
  };
}

function slugIn(host: string, linkDomain: string | null): string | null {
  const end = `.${linkDomain}`;
  return linkDomain !== null && host.endsWith(end) ? host.slice(0, -end.length) : null;
}
