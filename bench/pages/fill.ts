import postgres from "postgres";
import { HOUR_MS, type Millis } from "@/server/platform/clock";
import { uuidFromId } from "@/server/platform/ids";
import type { Shop } from "../ours/shop";

/** Days over which customers come. Of the last ones' invoices those that are still to come are left out. */
const OVER_DAYS = 364;
/** The last of as many clicks is tied to the customer; the others stay unknown people's. */
const CLICKS_EACH = 10;
const BETWEEN_CLICKS_MS = 2 * HOUR_MS;
/** Days from a customer's first click to the invoice. One buyer in ten pays too late for the clicks to count. */
const INVOICE_AFTER_DAYS = 15;
const LATE_INVOICE_AFTER_DAYS = 120;
const LATE_OVER_DAYS = 230;

/** How many rows were written. */
type Filled = { clicks: number; events: number };

/**
 * Writes what a year leaves in a brand, oldest first: every customer signs up, every second one or so pays, one click in fifty was taken
 * for abuse, one payment in ten is in euros, and a few partners bring most: the greatest of 2,000 brings one click in thirteen.
 *
 * The rows are made inside PostgreSQL and refer to one another rightly by construction, so that references are not looked up again for
 * each, which would double the time.
 */
export async function fill(url: string, shop: Shop, customers: number, since: Millis): Promise<Filled> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  const filled = await sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`set local work_mem = '256MB'`;
    await tx`
      create function pg_temp.ulid(at timestamptz, series int, n bigint) returns uuid language sql immutable as $$
        select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || lpad(to_hex(series), 4, '0')
          || lpad(to_hex(n), 16, '0'))::uuid $$`;
    await tx`
      create temp table setting as select ${uuidFromId(shop.brandId)}::uuid as brand, ${uuidFromId(shop.programId)}::uuid as program,
        ${new Date(since)}::timestamptz as since, ${shop.partnerIds.length}::int as partners, ${CLICKS_EACH}::int as clicks_each,
        ${BETWEEN_CLICKS_MS} * interval '1 ms' as between_clicks`;
    // An array in a row would be unpacked once for each click.
    await tx`
      create temp table roster as select place - 1 as place, partner, gen_random_uuid() as link
      from unnest(${shop.partnerIds.map(uuidFromId)}::uuid[]) with ordinality as r (partner, place)`;
    await tx`
      insert into links (brand_id, id, partner_id, program_id, code, created_at)
      select brand, link, partner, program, 'link' || place, since from setting, roster`;
    await writePeople(tx, customers);
    return { clicks: await writeClicks(tx), events: await writeEvents(tx) };
  });
  await sql.end();
  return filled;
}

async function writePeople(tx: postgres.TransactionSql, customers: number): Promise<void> {
  await tx`
    create temp table people as
    select n, n % 20 = 0 as late, pg_temp.ulid(came, 1, n) as customer, came
    from setting, generate_series(1, ${customers}) n,
      lateral (select since + (n % case when n % 20 = 0 then ${LATE_OVER_DAYS}::int else ${OVER_DAYS}::int end) * interval '1 day'
        + (n * 7 % 1440) * interval '1 minute' as came) as arrival`;
  await tx`
    insert into customers (brand_id, id, created_at) select brand, customer, came from setting, people order by came`;
  await tx`
    insert into customer_users (brand_id, user_id, customer_id)
    select brand, 'user_' || n, customer from setting, people order by came`;
}

async function writeClicks(tx: postgres.TransactionSql): Promise<number> {
  await tx`
    create temp view visit as
    select n, k, ts, pg_temp.ulid(ts, 2, n) as click,
      floor(power((n * 7919 + k * 104729) % 1000003 / 1000003::float8, 3) * partners)::bigint as place
    from setting, people, generate_series(1, clicks_each) k, lateral (select came + k * between_clicks as ts) as clicked`;
  const { count } = await tx`
    insert into clicks (brand_id, id, partner_id, program_id, link_id, ts, recorded_at, verdict, landing_url, user_agent)
    select brand, click, partner, program, link, ts, ts, case (n + k) % 50 when 0 then 'velocity' else 'valid' end, 'https://brand.example/start',
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36'
    from setting, visit join roster using (place) order by ts`;
  await tx`
    insert into identities (brand_id, id, click_id, user_id, ts, created_at)
    select brand, pg_temp.ulid(ts, 3, n), click, 'user_' || n, ts, ts from setting, visit where k = clicks_each order by ts`;
  return count;
}

async function writeEvents(tx: postgres.TransactionSql): Promise<number> {
  const { count } = await tx`
    insert into events (brand_id, id, user_id, type, external_id, source, ts, value_minor, currency, created_at)
    select brand, pg_temp.ulid(ts, 4, n), 'user_' || n, type, 'in_' || n, 'api', ts,
      case type when 'invoice_paid' then 4900 + n % 100 end,
      case type when 'invoice_paid' then case n % 10 when 4 then 'EUR' else 'USD' end end, ts
    from setting, (
      select n, 'signup' as type, came + (clicks_each + 1) * between_clicks as ts from setting, people
      union all
      select n, 'invoice_paid', came + case when late then ${LATE_INVOICE_AFTER_DAYS}::int else ${INVOICE_AFTER_DAYS}::int end * interval '1 day'
      from people where n % 2 = 0 or n % 23 = 0) as happened
    where ts < now() order by ts`;
  return count;
}
