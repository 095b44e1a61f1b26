import postgres from "postgres";
import { DESTINATION, HOST, type Traffic } from "../ours/links";

/** Tables as such a product has them, with the indexes and foreign keys its statements need and no more. */
const TABLES = `
  create table tenants (id uuid primary key default gen_random_uuid(), host text not null unique, name text not null);
  create table programs (id uuid primary key default gen_random_uuid(), tenant_id uuid not null references tenants,
    name text not null, destination_url text not null);
  create table partners (id uuid primary key default gen_random_uuid(), tenant_id uuid not null references tenants,
    name text not null, email text not null, status text not null default 'active');
  create table links (id uuid primary key default gen_random_uuid(), tenant_id uuid not null references tenants,
    partner_id uuid not null references partners, program_id uuid not null references programs, code text not null,
    unique (tenant_id, code));
  create table clicks (id uuid primary key default gen_random_uuid(), tenant_id uuid not null references tenants,
    link_id uuid not null references links, partner_id uuid not null references partners,
    program_id uuid not null references programs, landing_url text, ip_hash text, user_agent text, referrer text,
    utm_source text, created_at timestamptz not null default now());
  create index on clicks (tenant_id, partner_id, created_at);`;

/** The same links and earlier clicks as ours. */
export async function writeRivalLinks(url: string, partners: number, traffic: Traffic): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  await sql.unsafe(TABLES);
  await sql`insert into tenants (host, name) values (${HOST}, 'Brand')`;
  await sql`insert into programs (tenant_id, name, destination_url) select id, 'Measured', ${DESTINATION} from tenants`;
  await sql`
    insert into partners (tenant_id, name, email)
    select id, 'Partner ' || n, 'partner-' || n || '@partners.example' from tenants, generate_series(1, ${partners}) n`;
  await sql`
    insert into links (tenant_id, partner_id, program_id, code)
    select g.tenant_id, p.ids[1 + n % ${partners}], g.id, 'link' || n
    from programs g, (select array_agg(id) as ids from partners) p, generate_series(1, ${traffic.links}) n`;
  await sql`
    insert into clicks (tenant_id, link_id, partner_id, program_id, landing_url, ip_hash, user_agent, created_at)
    select tenant_id, id, partner_id, program_id, ${DESTINATION}, md5(n::text) || md5(n::text),
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
      now() - interval '40 days' + n * interval '3 s'
    from generate_series(1, ${traffic.clicks}) n join (select *, row_number() over () as place from links) l
      on l.place = 1 + n % ${traffic.links}`;
  await sql`vacuum (analyze)`;
  await sql`checkpoint`;
  await sql.end();
}
