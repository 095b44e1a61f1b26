import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { now } from "@/server/platform/clock";
import { type Id, newId } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";
import type { TransactionSql } from "@/server/platform/postgres/sql";
import { openStory, type Story } from "@/tests/support/brand/story";
import { differ, noDifference } from "../derive/differ";
import { load, loadTerms } from "../derive/load";
import { customersOfProgram } from "../store/concerned";
import { type EveryKind, tellEveryKind } from "../testing/every-kind";
import { differing } from "./differing";

const RUNS = 40;
const RUN_LIMIT_MS = 240_000;
const NEVER = new AbortController().signal;

let story: Story;
let told: EveryKind;

beforeAll(async () => {
  story = await openStory();
  told = await tellEveryKind(story);
}, RUN_LIMIT_MS);
afterAll(() => story.drop());

const inBrand = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  story.world.database.inBrand(story.world.brandId, work);

/** The customers of whom the locked path would write something, one by one. */
function wouldWrite(programId: Id): Promise<Id[]> {
  return inBrand(async (tx) => {
    const found: Id[] = [];
    for (const id of await customersOfProgram(tx, programId, null, 1_000)) {
      const { histories, terms, stored } = await load(tx, [id], { readTerms: loadTerms });
      const difference = noDifference();
      for (const history of histories.values())
        differ(history, history.events, terms, stored, now(), difference);
      if (Object.values(difference).some((rows) => rows.length > 0)) found.push(id);
    }
    return found;
  });
}

async function named(programId: Id, at: Id | null = null): Promise<Id[]> {
  const { database, brandId } = story.world;
  const ranges =
    at === null
      ? [{ after: null, upTo: null }]
      : [
          { after: null, upTo: at },
          { after: at, upTo: null },
        ];
  const found: Id[] = [];
  for (const range of ranges)
    found.push(...(await differing({ database, brandId, range }, programId, NEVER)).customers);
  return sorted(found);
}

/** Who is derived in any case: a scan cannot see what refunds and disputes tie together. */
function tiedUp(programId: Id): Promise<Id[]> {
  return inBrand(async (tx) => {
    const rows = await tx.sql<{ id: Id }[]>`
      select customer_id as id from customer_users where user_id = any(${told.tied})`;
    const concerned = new Set(await customersOfProgram(tx, programId, null, 1_000));
    return rows.map((row) => row.id).filter((id) => concerned.has(id));
  });
}

const sorted = (...lists: Id[][]): Id[] => [...new Set(lists.flat())].sort();

async function deriveAll(): Promise<void> {
  for (const id of told.programs)
    await inBrand((tx) => story.world.services.rederiveProgram(tx, id, "a test"));
  await story.rederived();
}

type Plant = { what: string; change(sql: TransactionSql, nth: number): Promise<unknown> };

const set = (
  what: string,
  table: "outcomes" | "attributions" | "commissions",
  sets: string,
  where = "true",
): Plant => ({
  what,
  change: (sql, nth) =>
    sql.unsafe(`update ${table} set ${sets} where ctid = (
      select ctid from ${table} where ${where} order by ${table === "outcomes" ? "event_id" : "id"}
      offset ${nth} % greatest((select count(*) from ${table} where ${where}), 1) limit 1)`),
});
const remove = (table: "outcomes" | "attributions" | "commissions", where = "true"): Plant => ({
  ...set("", table, "", where),
  what: `${table}: a row is missing`,
  change: (sql, nth) =>
    sql.unsafe(`delete from ${table} where ctid = (
      select ctid from ${table} where ${where} order by ${table === "outcomes" ? "event_id" : "id"}
      offset ${nth} % greatest((select count(*) from ${table} where ${where}), 1) limit 1)`),
});
const entry = (what: string, columns: string): Plant => ({
  what,
  change: (sql, nth) =>
    sql.unsafe(
      `insert into commissions (brand_id, id, partner_id, program_id, event_id, terms_id, currency, available_at, created_at,
        rule_id, kind, status, amount_minor)
      select brand_id, $1, partner_id, program_id, event_id, terms_id, currency, now(), now(), ${columns}
      from commissions where event_id is not null order by id offset ${nth} % (select count(*) from commissions) limit 1`,
      [newId()],
    ),
});

const OPEN = "status = 'pending' and kind = 'accrual'";
const PLANTS: Plant[] = [
  set("an amount is one more", "commissions", "amount_minor = amount_minor + 1", OPEN),
  set("an amount is 2^32 more", "commissions", "amount_minor = amount_minor + 4294967296", OPEN),
  set("an amount is 2^31 more", "commissions", "amount_minor = amount_minor + 2147483648", OPEN),
  set("an amount is 2^52 more", "commissions", "amount_minor = amount_minor + 4503599627370496", OPEN),
  set("an entry is reversed", "commissions", "status = 'reversed'", OPEN),
  set(
    "an entry is another partner's",
    "commissions",
    "partner_id = (select id from partners order by id desc limit 1)",
    OPEN,
  ),
  set("an entry is in another currency", "commissions", "currency = 'EUR'", OPEN),
  set("an entry is approved", "commissions", "status = 'approved'", OPEN),
  remove("commissions", OPEN),
  entry("there is an entry of another rule", "'other', 'accrual', 'pending', 7"),
  entry("there is a correction", "rule_id, 'correction', 'approved', -3"),
  entry("there is a bonus", "rule_id, 'bonus', 'approved', 300"),
  set("an outcome has another status", "outcomes", "status = 'no_click'"),
  set("an outcome has another model", "outcomes", "model = 'position'"),
  set("an outcome has no terms", "outcomes", "terms_id = null", "terms_id is not null"),
  set("an outcome has another detail", "outcomes", `detail = '{"code":"no_click","verdict":"bot"}'`),
  set("a detail has a space more", "outcomes", "detail = (detail::text || ' ')::json"),
  remove("outcomes"),
  set("a weight is one less", "attributions", "weight = weight - 1"),
  set("a touch has no click", "attributions", "click_id = null", "click_id is not null"),
  set(
    "a touch is another program's",
    "attributions",
    "program_id = (select id from programs order by id desc limit 1)",
  ),
  remove("attributions"),
  { what: "nothing is changed", change: () => Promise.resolve() },
];

const planting = fc.array(fc.record({ plant: fc.constantFrom(...PLANTS), nth: fc.nat(1_000) }), {
  maxLength: 3,
});
const plantAll = (plants: readonly { plant: Plant; nth: number }[]) =>
  story.world.database.asSystem("install", async (sql) => {
    for (const { plant, nth } of plants) await plant.change(sql, nth);
  });

describe("a scan names exactly the customers of whom deriving again would write something", () => {
  it("none, when nothing has changed", async () => {
    for (const id of told.programs) expect(await wouldWrite(id)).toEqual([]);
    for (const id of told.programs) expect(await named(id)).toEqual(sorted(await tiedUp(id)));
  });

  it.each(PLANTS.map((plant) => [plant.what, plant] as const))("%s", async (_, plant) => {
    await plantAll([{ plant, nth: 1 }]);
    for (const id of told.programs)
      expect(await named(id)).toEqual(sorted(await wouldWrite(id), await tiedUp(id)));
    await deriveAll();
    for (const id of told.programs) expect(await wouldWrite(id)).toEqual([]);
  });

  it("whatever is changed, and wherever the range is cut", { timeout: RUN_LIMIT_MS }, async () => {
    const customers = await inBrand((tx) => customersOfProgram(tx, told.programs[0], null, 1_000));
    await fc.assert(
      fc.asyncProperty(planting, fc.constantFrom(null, ...customers), async (plants, at) => {
        await plantAll(plants);
        for (const id of told.programs)
          expect(await named(id, at)).toEqual(sorted(await wouldWrite(id), await tiedUp(id)));
        await deriveAll();
        for (const id of told.programs) expect(await wouldWrite(id)).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });
});
