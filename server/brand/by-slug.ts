import type { Id } from "@/server/platform/ids";
import type { Database } from "@/server/platform/postgres/database";

/** The brand that a webhook's address names; null when there is none. */
export function brandOfSlug(database: Database, slug: string): Promise<Id | null> {
  return database.asSystem("find the brand of a webhook", async (sql) => {
    const [row] = await sql<{ id: Id }[]>`select id from brands where slug = ${slug}`;
    return row?.id ?? null;
  });
}
