import { afterAll, beforeAll, expect, test } from "vitest";
import { makeWorld, type World } from "@/tests/support/world";
import { newId } from "../ids";
import { ids, instants, texts } from "./arrays";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.drop());

test("PostgreSQL reads back what was written", async () => {
  const rows = [
    { id: newId(), text: 'quotes " and \\ slashes, {braces}', at: 0 },
    { id: null, text: null, at: 1_767_225_600_123 },
    { id: newId(), text: "NULL", at: 1_767_225_600_123 },
    { id: newId(), text: "", at: 1 },
    { id: newId(), text: " Ünïcode 🦊\n\t", at: 1 },
  ];
  const read = await world.database.sql`
    select * from unnest(${ids(rows.map((row) => row.id))}::uuid[], ${texts(rows.map((row) => row.text))}::text[],
      ${instants(rows.map((row) => row.at))}::timestamptz[]) as t (id, text, at)`;
  expect([...read]).toEqual(rows);
});

test("no rows are an empty array", () => {
  expect(ids([])).toBe("{}");
});
