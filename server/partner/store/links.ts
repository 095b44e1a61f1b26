import { and, desc, eq, getTableColumns, lt } from "drizzle-orm";
import { links } from "@/db/schema/roster/partner";
import type { Id } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";

export type Link = Omit<typeof links.$inferSelect, "brandId">;
export type LinkChanges = { destinationUrl?: string | null | undefined; status?: Link["status"] | undefined };
export type LinkPage = {
  partnerId?: Id | undefined;
  programId?: Id | undefined;
  status?: Link["status"] | undefined;
  limit: number;
  cursor?: Id | undefined;
};

const { brandId: _brandId, ...shown } = getTableColumns(links);

/** False when the code is taken. */
export async function insertLink(tx: Tx, link: Link): Promise<boolean> {
  const added = await tx.orm
    .insert(links)
    .values({ ...link, brandId: tx.brandId })
    .onConflictDoNothing({ target: [links.brandId, links.code] })
    .returning({ id: links.id });
  return added.length > 0;
}

/** The link, kept from changing until the transaction ends. */
export async function lockLink(tx: Tx, id: Id): Promise<Link | null> {
  const [row] = await tx.orm.select(shown).from(links).where(oneLink(tx, id)).for("no key update");
  return row ?? null;
}

export async function saveLink(tx: Tx, link: Link): Promise<void> {
  const { destinationUrl, status } = link;
  await tx.orm.update(links).set({ destinationUrl, status }).where(oneLink(tx, link.id));
}

/** One row more than the page holds, newest first. */
export function pageOfLinks(tx: Tx, page: LinkPage): Promise<Link[]> {
  return tx.orm
    .select(shown)
    .from(links)
    .where(
      and(
        eq(links.brandId, tx.brandId),
        page.partnerId ? eq(links.partnerId, page.partnerId) : undefined,
        page.programId ? eq(links.programId, page.programId) : undefined,
        page.status ? eq(links.status, page.status) : undefined,
        page.cursor ? lt(links.id, page.cursor) : undefined,
      ),
    )
    .orderBy(desc(links.id))
    .limit(page.limit + 1);
}

/** The codes of a partner's links, at most `limit` of them. */
export async function codesOf(tx: Tx, partnerId: Id, limit: number): Promise<string[]> {
  const rows = await tx.orm
    .select({ code: links.code })
    .from(links)
    .where(and(eq(links.brandId, tx.brandId), eq(links.partnerId, partnerId)))
    .limit(limit);
  return rows.map((row) => row.code);
}

function oneLink(tx: Tx, id: Id) {
  return and(eq(links.brandId, tx.brandId), eq(links.id, id));
}
