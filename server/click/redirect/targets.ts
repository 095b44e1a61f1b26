import { MINUTE_MS, SECOND_MS } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import { Cache } from "@/server/platform/memory/cache";
import type { Announced } from "@/server/platform/notify/changes";
import type { Database } from "@/server/platform/postgres/database";
import { Grouping } from "@/server/platform/postgres/grouping";
import { freshOrKnown } from "@/server/platform/postgres/patience";
import { type LinkTarget, loadTargets } from "../store/target";

const CODE = /^[A-Za-z0-9_-]{3,64}$/;
const CACHE = {
  maxEntries: 50_000,
  ttlMs: MINUTE_MS,
  maxMisses: 10_000,
  missTtlMs: 5 * SECOND_MS,
  maxLoading: 2_000,
};
/** A server that has just started knows no link, and all its visitors want one at once: they share queries. */
const TOGETHER = { maxGroup: 500, maxUnderWay: 2, maxWaiting: CACHE.maxLoading };

/** Everything a redirect must know of a link, kept in the process so that no visitor waits for the database twice. */
export class LinkTargets {
  readonly #cache: Cache<LinkTarget>;

  constructor(database: Database) {
    const together = new Grouping<string, LinkTarget | null>((keys) => loadAll(database, keys), TOGETHER);
    this.#cache = new Cache((key) => together.submit(key), CACHE);
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

/** The links of some keys, or null, in their order: one query for each brand. */
async function loadAll(database: Database, keys: readonly string[]): Promise<(LinkTarget | null)[]> {
  const codes = new Map<Id, string[]>();
  for (const { brandId, code } of keys.map(partsOf)) {
    const known = codes.get(brandId);
    if (known) known.push(code);
    else codes.set(brandId, [code]);
  }
  const found = new Map<string, LinkTarget>();
  const load = async ([brandId, own]: [Id, string[]]): Promise<void> => {
    const targets = await database.inBrand(brandId, (tx) => loadTargets(tx, own));
    for (const [code, target] of targets) found.set(keyOf(brandId, code), target);
  };
  await Promise.all(Array.from(codes, load));
  return keys.map((key) => found.get(key) ?? null);
}

const ID_LENGTH = 26;

function keyOf(brandId: Id, code: string): string {
  return brandId + code;
}

function partsOf(key: string): { brandId: Id; code: string } {
  return { brandId: key.slice(0, ID_LENGTH), code: key.slice(ID_LENGTH) };
}
