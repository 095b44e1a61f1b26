import { and, desc, eq, isNotNull, isNull } from "drizzle-orm";
import { domains } from "@/db/schema/tenant/domain";
import type { Millis } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import type { Database, Tx } from "@/server/platform/postgres/database";

export type Domain = Omit<typeof domains.$inferSelect, "brandId" | "removedAt">;

const SHOWN = {
  id: domains.id,
  host: domains.host,
  token: domains.token,
  createdAt: domains.createdAt,
  checkedAt: domains.checkedAt,
  fault: domains.fault,
  verifiedAt: domains.verifiedAt,
};

const present = (tx: Tx) => and(eq(domains.brandId, tx.brandId), isNull(domains.removedAt));
const one = (tx: Tx, id: Id) => and(present(tx), eq(domains.id, id));

/** False when the brand has named this host already. */
export async function insertDomain(tx: Tx, domain: Domain): Promise<boolean> {
  const added = await tx.orm
    .insert(domains)
    .values({ ...domain, brandId: tx.brandId })
    .onConflictDoNothing()
    .returning({ id: domains.id });
  return added.length > 0;
}

export async function loadDomain(tx: Tx, id: Id): Promise<Domain | null> {
  const [row] = await tx.orm.select(SHOWN).from(domains).where(one(tx, id));
  return row ?? null;
}

export async function loadDomainOfHost(tx: Tx, host: string): Promise<Domain | null> {
  const [row] = await tx.orm
    .select(SHOWN)
    .from(domains)
    .where(and(present(tx), eq(domains.host, host)));
  return row ?? null;
}

/** All of a brand's, or those that are verified or not, newest first: there are few. */
export function loadDomains(tx: Tx, verified?: boolean): Promise<Domain[]> {
  const stands = verified === undefined ? undefined : (verified ? isNotNull : isNull)(domains.verifiedAt);
  return tx.orm
    .select(SHOWN)
    .from(domains)
    .where(and(present(tx), stands))
    .orderBy(desc(domains.id));
}

/** What a check found. Violates `domains_verified` where another brand has proved the host. */
export async function saveCheck(
  tx: Tx,
  id: Id,
  { checkedAt, fault, verifiedAt }: Pick<Domain, "checkedAt" | "fault" | "verifiedAt">,
): Promise<void> {
  await tx.orm.update(domains).set({ checkedAt, fault, verifiedAt }).where(one(tx, id));
}

export async function markRemoved(tx: Tx, id: Id, removedAt: Millis): Promise<void> {
  await tx.orm.update(domains).set({ removedAt }).where(one(tx, id));
}

/** The host that was proved first, which is where the brand's links are shown. */
export async function loadFirstHost(tx: Tx): Promise<string | null> {
  const [row] = await tx.sql<{ host: string }[]>`
    select host from domains where brand_id = ${tx.brandId} and verified_at is not null and removed_at is null
    order by verified_at, id limit 1`;
  return row?.host ?? null;
}

/** The brand that has proved this host, or has this name below the links' common domain. */
export function brandOfHost(database: Database, host: string, slug: string | null): Promise<Id | null> {
  return database.statementAsSystem("find the brand of a host", async (sql) => {
    const [row] = await sql<{ id: Id }[]>`
      select brand_id as id from domains where host = ${host} and verified_at is not null and removed_at is null
      union all select id from brands where slug = ${slug}::text
      limit 1`;
    return row?.id ?? null;
  });
}
