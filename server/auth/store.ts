import { and, desc, eq, getTableColumns, gt, isNotNull, isNull, lt, lte, or } from "drizzle-orm";
import { apiKeys } from "@/db/schema/tenant/auth";
import type { Millis } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";
import type { KeyStatus } from "./key-status";
import type { KeyKind } from "./keys";

type Row = typeof apiKeys.$inferSelect;
/** A key as people see it: its secret is known to nobody but its owner. */
export type ApiKey = Omit<Row, "brandId" | "hash">;
export type KeyPage = {
  limit: number;
  cursor?: Id | undefined;
  kind?: KeyKind | undefined;
  partnerId?: Id | undefined;
  status?: KeyStatus | undefined;
};

const { brandId: _brandId, hash: _hash, ...shown } = getTableColumns(apiKeys);

export async function insertKey(tx: Tx, key: Omit<Row, "brandId">): Promise<void> {
  await tx.orm.insert(apiKeys).values({ ...key, brandId: tx.brandId });
}

/** One row more than the page holds, newest first. `at`: the moment by which a key has expired. */
export function pageOfKeys(tx: Tx, page: KeyPage, at: Millis): Promise<ApiKey[]> {
  return tx.orm
    .select(shown)
    .from(apiKeys)
    .where(
      and(
        eq(apiKeys.brandId, tx.brandId),
        page.kind ? eq(apiKeys.kind, page.kind) : undefined,
        page.partnerId ? eq(apiKeys.partnerId, page.partnerId) : undefined,
        page.status ? withStatus(page.status, at) : undefined,
        page.cursor ? lt(apiKeys.id, page.cursor) : undefined,
      ),
    )
    .orderBy(desc(apiKeys.id))
    .limit(page.limit + 1);
}

/** The same as `keyStatus` says of a row. */
function withStatus(status: KeyStatus, at: Millis) {
  switch (status) {
    case "active":
      return and(isNull(apiKeys.revokedAt), or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, at)));
    case "expired":
      return and(isNull(apiKeys.revokedAt), lte(apiKeys.expiresAt, at));
    case "revoked":
      return isNotNull(apiKeys.revokedAt);
  }
}

/** How many keys of a partner are not revoked. */
export function countKeysOf(tx: Tx, partnerId: Id): Promise<number> {
  const ofPartner = and(eq(apiKeys.brandId, tx.brandId), eq(apiKeys.partnerId, partnerId));
  return tx.orm.$count(apiKeys, and(ofPartner, isNull(apiKeys.revokedAt)));
}

/** A key's name, and the hash by which it is looked up; null when there is no such key, or it is not the partner's who is named. */
export async function findKey(
  tx: Tx,
  id: Id,
  partnerId: Id | null,
): Promise<{ name: string; hash: string } | null> {
  const visible = and(oneKey(tx, id), partnerId === null ? undefined : eq(apiKeys.partnerId, partnerId));
  const [row] = await tx.orm.select({ name: apiKeys.name, hash: apiKeys.hash }).from(apiKeys).where(visible);
  return row ?? null;
}

/** Whether this call revoked the key, rather than an earlier one. */
export async function markRevoked(tx: Tx, id: Id, at: Millis): Promise<boolean> {
  const revoked = await tx.orm
    .update(apiKeys)
    .set({ revokedAt: at })
    .where(and(oneKey(tx, id), isNull(apiKeys.revokedAt)))
    .returning({ id: apiKeys.id });
  return revoked.length > 0;
}

/** The hashes of the keys that this call revoked. */
export async function markAllRevoked(tx: Tx, at: Millis, ofPartners: boolean): Promise<string[]> {
  const revoked = await tx.sql<{ hash: string }[]>`
    update api_keys set revoked_at = ${at}
    where brand_id = ${tx.brandId} and revoked_at is null and (expires_at is null or expires_at > ${at})
      and (${ofPartners} or kind <> 'partner')
    returning hash`;
  return revoked.map(({ hash }) => hash);
}

export type KeyCounts = Record<KeyKind, number>;

/** How many keys work, by kind. */
export async function countKeys({ sql, brandId }: Tx, at: Millis): Promise<KeyCounts> {
  const rows = await sql<{ kind: KeyKind; count: number }[]>`
    select kind, count(*)::int as count from api_keys
    where brand_id = ${brandId} and revoked_at is null and (expires_at is null or expires_at > ${at}) group by kind`;
  return {
    secret: 0,
    publishable: 0,
    partner: 0,
    ...Object.fromEntries(rows.map((row) => [row.kind, row.count])),
  };
}

function oneKey(tx: Tx, id: Id) {
  return and(eq(apiKeys.brandId, tx.brandId), eq(apiKeys.id, id));
}
