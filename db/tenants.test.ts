import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testDatabase } from "@/tests/support/database/database";

// Whoever adds a table cannot forget what keeps brands apart: the database itself is asked.

/** Tables that are no brand's: people and sessions have places in several, runs of jobs may concern all. No request reads them. */
const NO_BRANDS = [
  "brands",
  "job_runs",
  "job_schedule",
  "job_steps",
  "persons",
  "sessions",
  "sign_in_tokens",
];

let sql: postgres.Sql;
let drop: () => Promise<void>;

beforeAll(async () => {
  const database = await testDatabase();
  sql = postgres(database.url, { max: 1 });
  drop = database.drop;
});
afterAll(async () => {
  await sql.end();
  await drop();
});

type Table = { name: string; forced: boolean; key: string; policies: string[] };

async function tables(): Promise<Table[]> {
  return sql<Table[]>`
    select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as forced,
      coalesce((select pg_get_constraintdef(k.oid) from pg_constraint k where k.conrelid = c.oid and k.contype = 'p'), '') as key,
      array(select p.policyname || ' ' || array_to_string(p.roles, ',') || ' ' || coalesce(p.qual, '') || ' ' || coalesce(p.with_check, '')
        from pg_policies p where p.tablename = c.relname and p.schemaname = 'public' order by 1) as policies
    from pg_class c
    where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and c.relname <> 'schema_migrations'
    order by 1`;
}

/** The one way in which a request sees a table: its brand's rows. */
const TENANT =
  /^tenant \{?openpartner_request\}? \(brand_id = \( SELECT app_brand\(\) AS app_brand\)\) \(brand_id = \( SELECT app_brand\(\) AS app_brand\)\)$/;

/** What of the tables does not keep brands apart. */
async function faults(): Promise<string[]> {
  return (await tables()).flatMap(({ name, forced, key, policies }) => {
    if (!forced) return [`${name} is not closed by forced policies`];
    if (NO_BRANDS.includes(name)) return [];
    const ofRequests = policies.filter((policy) => !policy.startsWith("everything openpartner_system "));
    return [
      ...(ofRequests.length === 1 && TENANT.test(ofRequests[0] ?? "")
        ? []
        : [`${name} is open to other brands`]),
      ...(key.startsWith("PRIMARY KEY (brand_id") ? [] : [`${name} has a key without the brand`]),
    ];
  });
}

const WITHIN =
  /^FOREIGN KEY \(brand_id\) REFERENCES brands\(id\)|^FOREIGN KEY \(brand_id, .*REFERENCES \w+\(brand_id, /;

/** Tables with a reference that could lead to another brand's row. */
async function acrossBrands(): Promise<string[]> {
  const references = await sql<{ name: string; reference: string }[]>`
    select conrelid::regclass::text as name, pg_get_constraintdef(oid) as reference from pg_constraint
    where contype = 'f' and connamespace = 'public'::regnamespace order by 1`;
  return references.filter(({ reference }) => !WITHIN.test(reference)).map(({ name }) => name);
}

describe("every table of a brand's", () => {
  it("is closed to rows of other brands by forced policies, and has the brand first in its key", async () => {
    expect(await faults()).toEqual([]);
  });

  it("refers to rows of the same brand alone", async () => {
    expect(await acrossBrands()).toEqual(["job_steps", "sessions"]);
  });

  it("would be found if it were not", async () => {
    await sql.unsafe(`create table planted (brand_id uuid not null, id uuid primary key, link_id uuid);
      create table planted_open (like planted);
      alter table planted add foreign key (id) references planted (id)`);
    await sql`select isolate_tenant('planted')`;
    await sql`create policy more on planted to openpartner_request using (true)`;
    expect(await faults()).toEqual([
      "planted is open to other brands",
      "planted has a key without the brand",
      "planted_open is not closed by forced policies",
    ]);
    expect(await acrossBrands()).toContain("planted");
    await sql.unsafe("drop table planted, planted_open");
  });
});

describe("the role of requests", () => {
  it("is held to the policies, and reaches no table that is no brand's", async () => {
    const [role] =
      await sql`select rolsuper, rolbypassrls, rolcanlogin from pg_roles where rolname = 'openpartner_request'`;
    expect(role).toEqual({ rolsuper: false, rolbypassrls: false, rolcanlogin: false });
    const reached = await sql<{ name: string }[]>`
      select distinct table_name as name from information_schema.table_privileges
      where grantee in ('openpartner_request', 'PUBLIC') and table_schema = 'public' and table_name = any(${NO_BRANDS})`;
    expect(reached.map(({ name }) => name)).toEqual(["brands"]);
  });

  it.each([
    "commissions",
    "payouts",
    "payout_returns",
    "payout_runs",
    "events",
    "clicks",
    "decisions",
    "terms",
  ])("takes nothing away from %s", async (table) => {
    const [row] = await sql<{ may: boolean }[]>`
        select has_table_privilege('openpartner_request', ${table}, 'delete') or
          has_table_privilege('openpartner_request', ${table}, 'truncate') as may`;
    expect(row?.may).toBe(false);
  });
});
