import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EXPORT_COLUMNS, EXPORT_TABLES, type ExportTable } from "@/server/archive/tables";
import { makeKey } from "@/tests/support/brand/key";
import { openStory, type Story } from "@/tests/support/brand/story";

type Row = { id: string } & Record<string, unknown>;
let story: Story;
let eventId: string;

beforeAll(async () => {
  story = await openStory();
  const ann = await story.partner("Ann", await story.makeProgram());
  await story.make("/coupons", { partnerId: ann.id, programId: ann.programId, code: "ANN" });
  for (const user of ["u1", "u2", "u3"]) await story.visit(ann, story.day(5), user);
  await story.invoice("u1", { metadata: { plan: "pro" } });
  eventId = (await story.invoice("u2", { value: "49.90", currency: "EUR" })).eventId;
  await story.pay(eventId);
});
afterAll(() => story.drop());

async function all(table: ExportTable, query = ""): Promise<Row[]> {
  const { text } = await story.send("GET", `/export/${table}.ndjson${query}`);
  return text.split("\n").flatMap((line) => (line === "" ? [] : [JSON.parse(line) as Row]));
}

describe.each(EXPORT_TABLES)("an export of %s", (table) => {
  it("has each row once, with each of its columns, and goes on after any of them", async () => {
    const rows = await all(table);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
    const names = EXPORT_COLUMNS[table].map(({ name }) => name);
    for (const row of rows) expect(Object.keys(row)).toEqual(names);
    for (const [index, { id }] of rows.entries()) {
      expect(await all(table, `?after=${id}`)).toEqual(rows.slice(index + 1));
    }
  });

  it("has the same rows as one document of JSON", async () => {
    const { headers, text } = await story.send("GET", `/export/${table}.json`);
    expect(JSON.parse(text)).toEqual(await all(table));
    expect(headers["content-type"]).toBe("application/json; charset=utf-8");
  });

  it("has the same rows as a sheet", async () => {
    const { headers, text } = await story.send("GET", `/export/${table}.csv`);
    const lines = text.trim().split("\r\n");
    expect(lines).toHaveLength((await all(table)).length + 1);
    expect(headers).toMatchObject({
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": expect.stringMatching(new RegExp(`filename=".+-${table}-[\\d-]+\\.csv"`)),
    });
  });

  it("holds no secret and no hash", async () => {
    const names = EXPORT_COLUMNS[table].map(({ name }) => name);
    expect(names.filter((name) => /hash|secret|token|lease/i.test(name))).toEqual([]);
  });
});

it("amounts are decimals of the row's currency, times are ISO 8601, JSON stays JSON", async () => {
  const [entry] = (await all("commissions")).filter((row) => row["eventId"] === eventId);
  expect(entry).toMatchObject({ status: "paid", amount: "9.98", currency: "EUR", net: "49.90" });
  expect(entry?.["createdAt"]).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
  expect(await all("payouts")).toMatchObject([{ amount: "9.98", returned: "0.00", status: "paid" }]);
  const events = await all("events");
  expect(events.map((row) => row["metadata"])).toContainEqual({ plan: "pro" });
  expect(events.map((row) => row["outcome"])).toEqual(["attributed", "attributed"]);
  expect((await all("customers")).map((row) => row["userIds"])).toContainEqual(["u1"]);
});

it("every table is in the file of everything, each line with its table, or each table with its rows", async () => {
  const { text, headers } = await story.send("GET", "/export.ndjson");
  const whole: unknown = JSON.parse((await story.send("GET", "/export.json")).text);
  const lines = text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { table: ExportTable; row: Row });
  for (const table of EXPORT_TABLES) {
    const rows = lines.filter((line) => line.table === table).map(({ row }) => row);
    expect(rows).toEqual(await all(table));
    expect(whole).toHaveProperty([table], rows);
  }
  expect(headers["content-type"]).toBe("application/x-ndjson; charset=utf-8");
});

it.each([
  ["/export/sessions.csv", 404],
  ["/export/links", 404],
  ["/export/links.xlsx", 404],
  ["/export.xlsx", 404],
  ["/export/links.csv.csv", 404],
  ["/export.csv", 404],
  ["/export/links.csv?after=7", 400],
  ["/export/links.csv?limit=10", 400],
])("GET %s is %i", async (path, status) => {
  expect((await story.send("GET", path)).status).toBe(status);
});

it("a key that may not read exports is told so before a file begins", async () => {
  const key = await makeKey(story.world, "secret", { scopes: ["links:read"] });
  const reply = await story.send("GET", "/export/links.csv", { key });
  expect([reply.status, reply.json]).toMatchObject([403, { error: "forbidden_scope" }]);
});
