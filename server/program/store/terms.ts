import { and, desc, eq, getTableColumns, lt } from "drizzle-orm";
import { terms } from "@/db/schema/roster/program";
import type { Id } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";
import type { TermsVersion } from "../rules";

/** A version with who made it. */
export type TermsRecord = TermsVersion & { createdBy: string };

const { brandId: _brandId, ...shown } = getTableColumns(terms);

export async function insertTerms(tx: Tx, version: TermsRecord): Promise<void> {
  await tx.orm.insert(terms).values({ ...version, brandId: tx.brandId });
}

/** One row more than the page holds, newest first. */
export function pageOfTerms(
  tx: Tx,
  programId: Id,
  page: { limit: number; cursor?: Id | undefined },
): Promise<TermsRecord[]> {
  return tx.orm
    .select(shown)
    .from(terms)
    .where(
      and(
        eq(terms.brandId, tx.brandId),
        eq(terms.programId, programId),
        page.cursor ? lt(terms.id, page.cursor) : undefined,
      ),
    )
    .orderBy(desc(terms.id))
    .limit(page.limit + 1);
}
