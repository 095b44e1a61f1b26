import type { Tx } from "@/server/platform/postgres/database";

/** Whether a click counts, as `effectiveVerdict` says it: a person's last decision overturns what it was found to be. */
export function isValid(tx: Tx, alias: string) {
  const { sql } = tx;
  return sql`coalesce((
    select d.kind from decisions d
    where d.brand_id = ${sql(alias)}.brand_id and d.click_id = ${sql(alias)}.id order by d.id desc limit 1) = 'unflag',
    ${sql(alias)}.verdict = 'valid')`;
}

/**
 * The same for many clicks: `said` is a query to write after `with said as`, to be joined to clicks `k` by their id, and `counts` the
 * condition. People's decisions are few, so they are read once and joined, instead of looked up for each click.
 */
export function countedOnce({ sql, brandId }: Tx) {
  return {
    said: sql`(
      select distinct on (click_id) click_id, kind from decisions
      where brand_id = ${brandId} and click_id is not null order by click_id, id desc
    )`,
    counts: sql`case when said.kind is null then k.verdict = 'valid' else said.kind = 'unflag' end`,
  };
}
