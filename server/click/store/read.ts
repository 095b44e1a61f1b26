import { and, desc, eq, getTableColumns, gte, lt, type SQL, sql } from "drizzle-orm";
import { clicks } from "@/db/schema/facts/click";
import type { Millis } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";
import type { Verdict } from "../rules";

/** A click with the verdict in force: the recorded one unless a person has decided otherwise. */
export type Click = Omit<typeof clicks.$inferSelect, "brandId"> & { effectiveVerdict: Verdict };

export type ClickFilter = {
  partnerId?: Id | undefined;
  programId?: Id | undefined;
  /** The verdict in force. */
  verdict?: Verdict | undefined;
  /** Taken for abuse when they arrived, or decided about by a person since. */
  suspect?: boolean | undefined;
  from?: Millis | undefined;
  to?: Millis | undefined;
};

const { brandId: _brandId, ...columns } = getTableColumns(clicks);

/**
 * The last of a person's decisions on the click, as `rules.ts` reads them. Names are written out, because Drizzle leaves the
 * table's name off in what it selects, where a bare `id` would be the decision's own.
 */
const effectiveVerdict = sql<Verdict>`coalesce((
  select case d.kind when 'flag' then 'manual' else 'valid' end
  from decisions d where d.brand_id = clicks.brand_id and d.click_id = clicks.id order by d.id desc limit 1
), clicks.verdict)`;

export async function loadClick(tx: Tx, id: Id): Promise<Click | null> {
  const [row] = await tx.orm
    .select({ ...columns, effectiveVerdict })
    .from(clicks)
    .where(and(eq(clicks.brandId, tx.brandId), eq(clicks.id, id)));
  return row ?? null;
}

function suspect(tx: Tx): SQL {
  return sql`clicks.id in (
    select s.id from clicks s where s.brand_id = ${tx.brandId} and s.verdict in ('velocity', 'manual')
    union select d.click_id from decisions d where d.brand_id = ${tx.brandId} and d.click_id is not null)`;
}

/** One row more than the page holds, newest first. */
export function loadClicks(
  tx: Tx,
  filter: ClickFilter,
  page: { limit: number; cursor?: Id | undefined },
): Promise<Click[]> {
  const conditions: (SQL | undefined)[] = [
    eq(clicks.brandId, tx.brandId),
    filter.partnerId === undefined ? undefined : eq(clicks.partnerId, filter.partnerId),
    filter.programId === undefined ? undefined : eq(clicks.programId, filter.programId),
    filter.verdict === undefined ? undefined : sql`${effectiveVerdict} = ${filter.verdict}`,
    filter.suspect === true ? suspect(tx) : undefined,
    filter.from === undefined ? undefined : gte(clicks.ts, filter.from),
    filter.to === undefined ? undefined : lt(clicks.ts, filter.to),
    page.cursor === undefined ? undefined : lt(clicks.id, page.cursor),
  ];
  return tx.orm
    .select({ ...columns, effectiveVerdict })
    .from(clicks)
    .where(and(...conditions))
    .orderBy(desc(clicks.id))
    .limit(page.limit + 1);
}
