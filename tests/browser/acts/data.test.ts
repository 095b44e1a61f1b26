import { expect, inject, test } from "vitest";
import { signInToDemo } from "../demo-people";

const origin = inject("origin");

async function rowsOf(table: string): Promise<{ id: string }[]> {
  const headers = { authorization: `Bearer ${inject("adminKey")}` };
  const reply = await fetch(`${origin}/api/v1/export/${table}.ndjson`, { headers });
  const lines = (await reply.text()).trim().split("\n");
  return lines.map((line) => JSON.parse(line) as { id: string });
}

function download(file: string, cookie: string): Promise<Response> {
  return fetch(`${origin}/data/download/${file}`, { headers: { cookie }, redirect: "manual" });
}

test("a table is saved whole, as CSV and as lines of JSON, under a name of its own", async () => {
  const cookie = await signInToDemo(origin);
  const ids = (await rowsOf("terms")).map(({ id }) => id);
  const csv = await download("terms.csv", cookie);
  expect(csv.headers.get("content-disposition")).toMatch(/^attachment; filename=".*-terms-[\d-]+\.csv"$/);
  const [head = "", ...rows] = (await csv.text()).trim().split("\r\n");
  expect(head).toMatch(/^.?id,programId,/);
  expect(rows.map((row) => row.split(",")[0])).toEqual(expect.arrayContaining(ids));
  const lines = (await (await download("terms.ndjson", cookie)).text()).trim().split("\n");
  expect(lines.map((line) => (JSON.parse(line) as { id: string }).id)).toEqual(expect.arrayContaining(ids));
});

test("a table is saved as one document of JSON, and everything as SQL from its beginning to its end", async () => {
  const cookie = await signInToDemo(origin);
  // Asked for first: other tests add some meanwhile.
  const ids = (await rowsOf("programs")).map(({ id }) => id);
  const rows = JSON.parse(await (await download("programs.json", cookie)).text()) as { id: string }[];
  expect(rows.map(({ id }) => id)).toEqual(expect.arrayContaining(ids));
  const sql = await (await download("all.sql", cookie)).text();
  expect(sql).toMatch(/^-- .*\nBEGIN;\n/);
  expect(sql).toMatch(/\nCOMMIT;\n$/);
});

test("everything is saved as one file, each line with its table", async () => {
  const text = await (await download("all.ndjson", await signInToDemo(origin))).text();
  const lines = text.trim().split("\n");
  const tables = new Set(lines.map((line) => (JSON.parse(line) as { table: string }).table));
  expect([...tables]).toEqual(
    expect.arrayContaining(["programs", "partners", "clicks", "events", "commissions"]),
  );
  expect(text).not.toMatch(/ipHash|identifySecret|emailHash/);
});

test("files are for members alone, and nothing else is at their place", async () => {
  const partner = await signInToDemo(origin, "partner");
  expect((await download("partners.csv", partner)).headers.get("location")).toMatch(/\/portal$/);
  expect((await download("partners.csv", "")).headers.get("location")).toMatch(/\/sign-in$/);
  const cookie = await signInToDemo(origin);
  for (const file of ["sessions.csv", "all.csv", "partners.xlsx", "partners.csv.csv"]) {
    expect((await download(file, cookie)).status).toBe(404);
  }
});
