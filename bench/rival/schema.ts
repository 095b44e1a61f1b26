import postgres from "postgres";
import { settleDown, type Volume } from "../ours/facts";

export const TENANT = "00000000-0000-4000-8000-000000000001";
const PARTNERS = 40;

/** Tables as such a product has them, with the indexes and foreign keys its statements need and no more. */
const TABLES = `
  create table programs (id uuid primary key default gen_random_uuid(), tenant_id uuid not null, name text not null,
    attribution_window_days int not null default 60, created_at timestamptz not null default now());
  create table partners (id uuid primary key default gen_random_uuid(), tenant_id uuid not null, name text not null,
    email text not null, status text not null default 'active', created_at timestamptz not null default now());
  create table enrollments (id uuid primary key default gen_random_uuid(), tenant_id uuid not null,
    program_id uuid not null references programs, partner_id uuid not null references partners,
    status text not null default 'active', unique (program_id, partner_id));
  create table commission_rules (id uuid primary key default gen_random_uuid(), tenant_id uuid not null,
    program_id uuid not null references programs, event_type text not null, kind text not null, value numeric not null);
  create index on commission_rules (tenant_id, program_id, event_type);
  create table clicks (id uuid primary key default gen_random_uuid(), tenant_id uuid not null,
    program_id uuid not null references programs, partner_id uuid not null references partners,
    landing_url text, user_agent text, created_at timestamptz not null default now());
  create index on clicks (tenant_id, partner_id, created_at);
  create table identities (id uuid primary key default gen_random_uuid(), tenant_id uuid not null, user_id text not null,
    click_id uuid not null references clicks, created_at timestamptz not null default now());
  create index on identities (tenant_id, user_id, created_at);
  create table events (id uuid primary key default gen_random_uuid(), tenant_id uuid not null, user_id text not null,
    type text not null, external_id text, value numeric, currency text, occurred_at timestamptz not null default now(),
    created_at timestamptz not null default now());
  create unique index on events (tenant_id, external_id, type);
  create index on events (tenant_id, user_id);
  create table attributions (id uuid primary key default gen_random_uuid(), tenant_id uuid not null,
    event_id uuid not null references events, click_id uuid not null references clicks,
    partner_id uuid not null references partners, program_id uuid not null references programs, weight numeric not null,
    created_at timestamptz not null default now());
  create index on attributions (tenant_id, event_id);
  create index on attributions (tenant_id, partner_id);
  create table commissions (id uuid primary key default gen_random_uuid(), tenant_id uuid not null,
    attribution_id uuid not null references attributions, partner_id uuid not null references partners,
    program_id uuid not null references programs, amount numeric not null, currency text not null,
    status text not null default 'pending', created_at timestamptz not null default now());
  create index on commissions (tenant_id, attribution_id);
  create index on commissions (tenant_id, partner_id, status);`;

/** The same customers, clicks and paid invoices as ours, credited and rewarded. */
export async function writeRival(url: string, volume: Volume): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  await sql.unsafe(TABLES);
  await sql`insert into programs (tenant_id, name) values (${TENANT}, 'Measured')`;
  await sql`
    insert into partners (tenant_id, name, email)
    select ${TENANT}, 'Partner ' || n, 'partner-' || n || '@partners.example' from generate_series(1, ${PARTNERS}) n`;
  await sql`insert into enrollments (tenant_id, program_id, partner_id) select ${TENANT}, g.id, p.id from programs g, partners p`;
  await sql`
    insert into commission_rules (tenant_id, program_id, event_type, kind, value)
    select ${TENANT}, id, 'invoice_paid', 'percent', 20 from programs`;
  await sql`
    insert into clicks (tenant_id, program_id, partner_id, landing_url, user_agent, created_at)
    select ${TENANT}, (select id from programs), partners[1 + n % 40], 'https://brand.example/start',
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
      now() - interval '40 days' + n * interval '1 ms'
    from (select array_agg(id) as partners from partners) p, generate_series(1, ${volume.customers * volume.clicksEach}) n`;
  await sql`
    insert into identities (tenant_id, user_id, click_id, created_at)
    select ${TENANT}, 'user_' || 1 + (n - 1) % ${volume.customers}::int, id, created_at
    from (select id, created_at, row_number() over (order by created_at) as n from clicks) c`;
  await sql`
    insert into events (tenant_id, user_id, type, external_id, value, currency, occurred_at)
    select ${TENANT}, 'user_' || n, case when j = 1 then 'signup' else 'invoice_paid' end, 'in_' || n || '_' || j, 49, 'USD', now()
    from generate_series(1, ${volume.eventsEach}) j, generate_series(1, ${volume.customers}) n`;
  await sql`
    insert into attributions (tenant_id, event_id, click_id, partner_id, program_id, weight)
    select ${TENANT}, e.id, c.id, c.partner_id, c.program_id, 1
    from events e join identities i using (user_id) join clicks c on c.id = i.click_id`;
  await sql`
    insert into commissions (tenant_id, attribution_id, partner_id, program_id, amount, currency)
    select ${TENANT}, a.id, a.partner_id, a.program_id, 9.80, 'USD' from attributions a`;
  await sql.end();
  await settleDown(url);
}
