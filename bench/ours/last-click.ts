import postgres from "postgres";

/**
 * The time of one bare window query that finds the last click of every event, over the same rows, as superuser and so without
 * row-level security. It returns one row: sending a million would be measured instead.
 */
export async function lastClickMs(url: string): Promise<number> {
  const sql = postgres(url, { max: 1 });
  const start = performance.now();
  await sql`
    select count(*), count(distinct partner_id), max(click_id::text) from (
      select e.id, c.id as click_id, c.partner_id,
        row_number() over (partition by e.brand_id, e.id order by c.ts desc, c.id desc) as place
      from events e
      join identities i on i.brand_id = e.brand_id and i.user_id = e.user_id
      join clicks c on c.brand_id = i.brand_id and c.id = i.click_id
      where c.ts <= e.ts and c.ts > e.ts - interval '60 days') as touch
    where place = 1`;
  const milliseconds = performance.now() - start;
  await sql.end();
  return milliseconds;
}

/** What has been derived, as one text that is another when a single value is. */
export async function digest(url: string): Promise<string> {
  const sql = postgres(url, { max: 1 });
  const rows = await sql<{ digest: string }[]>`
    select count(*) || ' ' || coalesce(sum(hashtextextended(o::text, 0)), 0) as digest from outcomes o
    union all select count(*) || ' ' || coalesce(sum(hashtextextended(a::text, 0)), 0) from attributions a
    union all select count(*) || ' ' || coalesce(sum(hashtextextended(c::text, 0)), 0) from commissions c`;
  await sql.end();
  return rows.map((row) => row.digest).join(", ");
}
