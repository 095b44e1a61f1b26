import { eq } from "drizzle-orm";
import { brands } from "@/db/schema/tenant/brand";
import type { Currency } from "@/server/money/currency";
import { assert } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import type { Database, Tx } from "@/server/platform/postgres/database";
import type { TransactionSql } from "@/server/platform/postgres/sql";

export type BrandRow = typeof brands.$inferSelect;
/** What a brand may change about itself. */
export type BrandChanges = Partial<Omit<BrandRow, "id" | "slug" | "createdAt">>;
export type NewBrand = Pick<BrandRow, "id" | "slug" | "name" | "createdAt">;

export async function loadBrand(tx: Tx): Promise<BrandRow> {
  const [row] = await tx.orm.select().from(brands).where(eq(brands.id, tx.brandId));
  assert(row, `the brand ${tx.brandId} of a transaction does not exist`);
  return row;
}

/** One column, because every event without a currency asks for it. */
export async function loadCurrency(tx: Tx): Promise<Currency> {
  const [row] = await tx.sql<{ currency: Currency }[]>`select currency from brands where id = ${tx.brandId}`;
  assert(row, `the brand ${tx.brandId} of a transaction does not exist`);
  return row.currency;
}

export async function saveBrand(tx: Tx, changes: BrandChanges): Promise<BrandRow> {
  // An update of nothing is no statement in SQL.
  if (Object.values(changes).every((value) => value === undefined)) return loadBrand(tx);
  const [row] = await tx.orm.update(brands).set(changes).where(eq(brands.id, tx.brandId)).returning();
  assert(row, `the brand ${tx.brandId} of a transaction does not exist`);
  return row;
}

/** Adds the brand unless one has its slug already, which also another process may do at this moment. */
export function installBrand(database: Database, brand: NewBrand): Promise<Id> {
  return database.asSystem("install", async (sql) => {
    await sql`
      insert into brands (id, slug, name, created_at)
      values (${brand.id}, ${brand.slug}, ${brand.name}, ${brand.createdAt}) on conflict (slug) do nothing`;
    return idOfSlug(sql, brand.slug);
  });
}

async function idOfSlug(sql: TransactionSql, slug: string): Promise<Id> {
  const [row] = await sql<{ id: Id }[]>`select id from brands where slug = ${slug}`;
  assert(row, `the brand "${slug}" is there after it was installed`);
  return row.id;
}

/** Addresses of the owners and admins who have not left. */
export async function loadTeam(tx: Tx): Promise<string[]> {
  const rows = await tx.sql<{ email: string }[]>`
    select email from members where brand_id = ${tx.brandId} and role in ('owner', 'admin') and revoked_at is null order by id`;
  return rows.map((row) => row.email);
}
