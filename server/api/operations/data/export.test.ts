import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EXPORT_COLUMNS, EXPORT_TABLES, type ExportTable } from "@/server/archive/tables";
import { openStory, type Story } from "@/tests/support/story";

type Row = { id: string } & Record<string, unknown>;
type Page = { data: Row[]; nextCursor: string | null };

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

const page = async (path: string): Promise<Page> =>
  (await story.send("GET", `/export/${path}`)).json as unknown as Page;

async function all(table: ExportTable, limit: number): Promise<Row[]> {
  const rows: Row[] = [];
  for (let cursor = ""; ; ) {
    const { data, nextCursor } = await page(`${table}?limit=${limit}${cursor}`);
    rows.push(...data);
    if (nextCursor === null) return rows;
    cursor = `&cursor=${nextCursor}`;
  }
}

describe.each(EXPORT_TABLES)("an export of %s", (table) => {
  it("has each row once, whatever the size of its pages, and each of its columns", async () => {
    const rows = await all(table, 1_000);
    expect(await all(table, 1)).toEqual(rows);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
    const names = EXPORT_COLUMNS[table].map(({ name }) => name);
    for (const row of rows) expect(Object.keys(row)).toEqual(names);
  });

  it("holds no secret and no hash", async () => {
    const names = EXPORT_COLUMNS[table].map(({ name }) => name);
    expect(names.filter((name) => /hash|secret|token|lease/i.test(name))).toEqual([]);
  });
});

it("amounts are decimals of the row's currency, times are ISO 8601, JSON stays JSON", async () => {
  const [entry] = (await all("commissions", 10)).filter((row) => row["eventId"] === eventId);
  expect(entry).toMatchObject({ status: "paid", amount: "9.98", currency: "EUR", net: "49.90" });
  expect(entry?.["createdAt"]).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
  expect(await all("payouts", 10)).toMatchObject([{ amount: "9.98", returned: "0.00", status: "paid" }]);
  const events = await all("events", 10);
  expect(events.map((row) => row["metadata"])).toContainEqual({ plan: "pro" });
  expect(events.map((row) => row["outcome"])).toEqual(["attributed", "attributed"]);
  expect((await all("customers", 10)).map((row) => row["userIds"])).toContainEqual(["u1"]);
});

it("a table that is not exported is not there", async () => {
  expect((await story.send("GET", "/export/sessions")).status).toBe(404);
  expect((await story.send("GET", "/export/commissions?limit=1001")).status).toBe(400);
});
