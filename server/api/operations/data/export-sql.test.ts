import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { EXPORT_COLUMNS, EXPORT_TABLES, type ExportTable, snakeCase } from "@/server/archive/tables";
import { openStory, type Story } from "@/tests/support/brand/story";
import { emptyDatabase, type TestDatabase } from "@/tests/support/database/database";

type Row = { id: string } & Record<string, unknown>;

/** What could end a string early, or mean something else on its way. */
const HOSTILE = [
  "Robert'); DROP TABLE partners;--",
  "a backslash \\' and \\n, and one at the end \\",
  "lines\none\r\nand\ttabs",
  "$$ $1 :name :'name' \\! \\copy E'\\x41' U&'\\0041' %s {}",
  "/* no comment */ -- nor this",
  "Zoë, 小林, \u202e, \u2028, \u{1f9fe}",
  "'",
  "''",
];

let story: Story;
let empty: TestDatabase;
let sql: postgres.Sql;

beforeAll(async () => {
  story = await openStory();
  const ann = await story.partner("Ann", await story.makeProgram());
  await story.make("/coupons", { partnerId: ann.id, programId: ann.programId, code: "ANN" });
  for (const [index, text] of HOSTILE.entries()) {
    await story.call("POST", "/partners", { email: `p${index}@partners.test`, name: text });
    const userId = `u ${text}`;
    const cref = await story.click(ann, story.day(5), { referrer: text, userAgent: text });
    await story.identify(cref, userId);
    const metadata = { [text]: [text, { deep: text, number: 0.1, nothing: null, yes: true }] };
    await story.invoice(userId, {
      metadata,
      externalId: text,
      value: index % 2 === 0 ? "0.07" : "1234567.89",
    });
  }
  const paid = await story.invoice(`u ${HOSTILE[0]}`, { value: "49.90", currency: "EUR" });
  await story.pay(paid.eventId);
  await story.call("POST", `/clicks/${await story.click(ann, story.day(6))}/flag`, { reason: HOSTILE[0] });
});
afterAll(() => story.drop());

beforeEach(async () => {
  empty = await emptyDatabase();
  sql = postgres(empty.url, { max: 1, onnotice: () => undefined });
  return async () => {
    await sql.end();
    await empty.drop();
  };
});

const file = async (name: string): Promise<string> => (await story.send("GET", `/export${name}`)).text;

/** A table as it was loaded, in the form in which JSON has it. */
async function loaded(table: ExportTable): Promise<Row[]> {
  const columns = EXPORT_COLUMNS[table].map(({ name, kind }) => {
    const column = `"${snakeCase(name)}"`;
    const shown =
      kind === "time"
        ? `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
        : kind === "money" || kind === "day"
          ? `${column}::text`
          : column;
    return `${shown} as "${name}"`;
  });
  return sql.unsafe<Row[]>(`select ${columns.join(", ")} from "${snakeCase(table)}" order by id collate "C"`);
}

describe("an export as SQL, loaded into an empty PostgreSQL", () => {
  it("has every table with the rows that JSON has, whatever text is in them", async () => {
    await sql.unsafe(await file(".sql"));
    const all = JSON.parse(await file(".json")) as Record<ExportTable, Row[]>;
    for (const table of EXPORT_TABLES)
      expect([table, [...(await loaded(table))]]).toEqual([table, all[table]]);
    const names = all.partners.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(HOSTILE));
    expect(all.commissions.length).toBeGreaterThan(HOSTILE.length);
  });

  it("means the same where backslashes escape and dates are written otherwise", async () => {
    await sql`alter database ${sql(new URL(empty.url).pathname.slice(1))} set datestyle = 'German'`;
    await sql.unsafe(
      "set standard_conforming_strings = off; set datestyle = 'SQL, DMY'; set time zone 'Asia/Tokyo'",
    );
    await sql.unsafe(await file("/partners.sql"));
    await sql.unsafe(await file("/events.sql"));
    expect([...(await loaded("partners"))]).toEqual(JSON.parse(await file("/partners.json")));
    expect([...(await loaded("events"))]).toEqual(JSON.parse(await file("/events.json")));
  });

  it("can be added up and asked for: amounts are numbers, times are times, JSON is JSON", async () => {
    await sql.unsafe(await file(".sql"));
    const [sums] = await sql`
      select sum(amount)::text as euros, bool_and(created_at <= now()) as past from commissions where currency = 'EUR'`;
    expect(sums).toMatchObject({ euros: "9.98", past: true });
    const [found] = await sql`
      select count(*)::int as count from events where metadata->(external_id)->1->>'deep' = external_id`;
    expect(found).toMatchObject({ count: HOSTILE.length });
  });

  it("goes on with a later file, and loads none that broke off or was loaded before", async () => {
    const first = await file("/partners.sql");
    const [, middle] = JSON.parse(await file("/partners.json")) as Row[];
    const rest = await file(`/partners.sql?after=${middle?.id}`);
    await expect(sql.unsafe(first.slice(0, first.lastIndexOf("COMMIT")))).resolves.toBeDefined();
    await sql.unsafe("rollback");
    await sql.unsafe(rest);
    await sql.unsafe(`delete from partners`);
    await sql.unsafe(first);
    await expect(sql.unsafe(rest)).rejects.toThrow(/duplicate key/);
    await sql.unsafe("rollback");
    expect(await loaded("partners")).toHaveLength(HOSTILE.length + 1);
  });
});

it("a table without rows is an empty table and an empty array", async () => {
  const { id } = JSON.parse(await file("/programs.json")).at(-1) as Row;
  expect(await file(`/programs.json?after=${id}`)).toBe("[]\n");
  await sql.unsafe(await file(`/programs.sql?after=${id}`));
  expect(await loaded("programs")).toHaveLength(0);
});
