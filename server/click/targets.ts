import { Cache } from "@/server/platform/cache";
import type { Announced } from "@/server/platform/changes";
import { MINUTE_MS, SECOND_MS } from "@/server/platform/clock";
import type { Database } from "@/server/platform/database";
import type { Id } from "@/server/platform/ids";
import { freshOrKnown } from "@/server/platform/patience";
import { type LinkTarget, loadTarget } from "./store/target";

const CODE = /^[A-Za-z0-9_-]{3,64}$/;
const CACHE = {
  maxEntries: 50_000,
  ttlMs: MINUTE_MS,
  maxMisses: 10_000,
  missTtlMs: 5 * SECOND_MS,
  // A server that has just started knows no link, and all its visitors wait at once, for a second at most.
  maxLoading: 2_000,
};

/** Everything a redirect must know of a link, kept in the process so that no visitor waits for the database twice. */
export class LinkTargets {
  readonly #cache: Cache<LinkTarget>;

  constructor(database: Database) {
    this.#cache = new Cache((key) => {
      const { brandId, code } = partsOf(key);
      return database.inBrand(brandId, (tx) => loadTarget(tx, code));
    }, CACHE);
  }

  /** The link of this code, or null. When the database does not answer in time, what was known last is better than nothing. */
  async find(brandId: Id, encodedCode: string): Promise<LinkTarget | null> {
    const code = decoded(encodedCode);
    // What cannot be a code is not remembered either: nobody fills the cache with nonsense.
    if (!CODE.test(code)) return null;
    const key = keyOf(brandId, code);
    return this.#cache.peek(key) ?? freshOrKnown(this.#cache, key);
  }

  forget({ kind, key, brandId }: Announced): void {
    if (kind === "link") this.#cache.forget(keyOf(brandId, key));
    else if (kind !== "domain") this.#cache.forgetAll(brandId);
  }

  forgetAll(): void {
    this.#cache.forgetAll();
  }
}

/** A path segment that is not valid percent-encoding is taken as it stands; it will be no code. */
function decoded(segment: string): string {
  if (!segment.includes("%")) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

const ID_LENGTH = 26;

function keyOf(brandId: Id, code: string): string {
  return brandId + code;
}

function partsOf(key: string): { brandId: Id; code: string } {
  return { brandId: key.slice(0, ID_LENGTH), code: key.slice(ID_LENGTH) };
}
