import postgres from "postgres";
import { DAY_MS, type Millis } from "@/server/platform/clock";
import { uuidFromId } from "@/server/platform/ids";
import type { Shop } from "./shop";

/** How much there is before the measurement begins. */
export type Volume = {
  customers: number;
  clicksEach: number;
  eventsEach: number;
};

const FIRST_EVENT_AFTER_MS = 10 * DAY_MS;
const BETWEEN_EVENTS_MS = 7 * DAY_MS;

/**
 * Writes raw facts as customers leave them: clicks a day apart, then a signup and an invoice a week, of which a fiftieth of the
 * customers get the last but one back. Rows of one customer lie far apart, as they do when they arrive over months.
 */
export async function writeFacts(url: string, shop: Shop, volume: Volume, since: Millis): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  await sql.begin(async (tx) => {
    await tx`
      create function pg_temp.ulid(at timestamptz, series int, n bigint) returns uuid language sql immutable as $$
        select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || lpad(to_hex(series), 4, '0')
          || lpad(to_hex(n), 16, '0'))::uuid $$`;
    await tx`
      create temp table setting as
      select ${uuidFromId(shop.brandId)}::uuid as brand, ${uuidFromId(shop.programId)}::uuid as program,
        ${shop.partnerIds.map(uuidFromId)}::uuid[] as partners, ${new Date(since)}::timestamptz as since,
        ${FIRST_EVENT_AFTER_MS} * interval '1 ms' as first_event, ${BETWEEN_EVENTS_MS} * interval '1 ms' as between_events`;
    await writeCustomers(tx, volume);
    await writeClicks(tx, volume);
    await writeEvents(tx, volume);
  });
  await sql.end();
  await settleDown(url);
}

/** The outbox as it stands once everything in it was relayed and cleaned up: nothing here relays it. */
export async function relayAll(url: string): Promise<void> {
  const sql = postgres(url, { max: 1 });
  await sql`truncate outbox`;
  await sql.end();
}

/** What autovacuum and the checkpointer would do meanwhile is done before anybody measures. */
export async function settleDown(url: string): Promise<void> {
  const sql = postgres(url, { max: 1 });
  await sql`vacuum (analyze)`;
  await sql`checkpoint`;
  await sql.end();
}

async function writeCustomers(tx: postgres.TransactionSql, { customers }: Volume): Promise<void> {
  await tx`
    insert into customers (brand_id, id, created_at)
    select brand, pg_temp.ulid(since, 1, n), since from setting, generate_series(1, ${customers}) n`;
  await tx`
    insert into customer_users (brand_id, user_id, customer_id)
    select brand, 'user_' || n, pg_temp.ulid(since, 1, n) from setting, generate_series(1, ${customers}) n`;
}

async function writeClicks(tx: postgres.TransactionSql, { customers, clicksEach }: Volume): Promise<void> {
  await tx`
    insert into links (brand_id, id, partner_id, program_id, code, created_at)
    select brand, pg_temp.ulid(since, 5, place), partner, program, 'link' || place, since
    from setting, unnest(partners) with ordinality as r (partner, place)`;
  await tx`
    create temp table visit as
    select n, k, ts, pg_temp.ulid(ts, 2, n) as click, 1 + (n * 7 + k * 3) % array_length(partners, 1) as place
    from setting, generate_series(1, ${clicksEach}) k, generate_series(1, ${customers}) n,
      lateral (select since + k * interval '1 day' + (n % 1440) * interval '1 minute' as ts) as came`;
  await tx`
    insert into clicks (brand_id, id, partner_id, program_id, link_id, ts, recorded_at, verdict, landing_url, user_agent)
    select brand, click, partners[place], program, pg_temp.ulid(since, 5, place), ts, ts, 'valid', 'https://brand.example/start',
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36'
    from setting, visit order by ts`;
  await tx`
    insert into identities (brand_id, id, click_id, user_id, ts, created_at)
    select brand, pg_temp.ulid(ts, 3, n), click, 'user_' || n, ts, ts from setting, visit order by ts`;
}

async function writeEvents(tx: postgres.TransactionSql, { customers, eventsEach }: Volume): Promise<void> {
  await tx`
    insert into events (brand_id, id, user_id, type, external_id, source, ts, value_minor, currency, refund_of, created_at)
    select brand, pg_temp.ulid(ts, 4, n), 'user_' || n, type,
      case type when 'invoice_paid' then 'in_' || n || '_' || j when 'refund' then 're_' || n end, 'api', ts,
      case when type <> 'signup' then 4900 end, case when type <> 'signup' then 'USD' end,
      case type when 'refund' then 'in_' || n || '_' || j - 1 end, ts
    from setting, generate_series(1, ${customers}) n, generate_series(1, ${eventsEach}) j,
      lateral (select since + first_event + j * between_events + (n % 1440) * interval '1 minute' as ts,
        case when j = 1 then 'signup' when j = ${eventsEach} and j > 2 and n % 50 = 0 then 'refund' else 'invoice_paid' end as type) as e
    order by ts`;
}
