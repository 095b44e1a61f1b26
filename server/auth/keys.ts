import { randomBytes } from "node:crypto";
import { MINUTE_MS, now, SECOND_MS } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import { Cache } from "@/server/platform/memory/cache";
import type { Database } from "@/server/platform/postgres/database";
import type { Scope } from "./scopes";

export type KeyKind = "secret" | "publishable" | "partner";

/** A key as it is known while it is used. */
export type Key = {
  id: Id;
  brandId: Id;
  kind: KeyKind;
  scopes: ReadonlySet<Scope> | "all";
  partnerId: Id | null;
  expiresAt: number | null;
};

const MAX_CACHED_KEYS = 10_000;
const SECRET_BYTES = 24;

/** A new secret: `opk_…` for keys that a browser may show, `op_…` for all others. */
export function newSecret(kind: KeyKind): string {
  return `${kind === "publishable" ? "opk" : "op"}_${randomBytes(SECRET_BYTES).toString("base64url")}`;
}

/** Keys by the hash of their secret. Revoking announces a change, so the time limit is only the second line. */
export function keyCache(database: Database): Cache<Key> {
  return new Cache((hash) => loadKey(database, hash), {
    maxEntries: MAX_CACHED_KEYS,
    ttlMs: MINUTE_MS,
    maxMisses: MAX_CACHED_KEYS,
    missTtlMs: 5 * SECOND_MS,
    maxLoading: 200,
  });
}

type Row = {
  id: Id;
  brand_id: Id;
  kind: KeyKind;
  scopes: Scope[] | null;
  partner_id: Id | null;
  expires_at: number | null;
};

async function loadKey(database: Database, hash: string): Promise<Key | null> {
  const [row] = await database.asSystem(
    "find the brand of an API key",
    (sql) => sql<Row[]>`
      select id, brand_id, kind, scopes, partner_id, expires_at from api_keys
      where hash = ${hash} and revoked_at is null and (expires_at is null or expires_at > ${now()})`,
  );
  if (!row) return null;
  return {
    id: row.id,
    brandId: row.brand_id,
    kind: row.kind,
    scopes: row.scopes === null ? "all" : new Set(row.scopes),
    partnerId: row.partner_id,
    expiresAt: row.expires_at,
  };
}
