import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { partners } from "@/db/schema/roster/partner";
import { makeWorld, type World } from "@/tests/support/world";
import { now } from "../clock";
import { type Id, newId } from "../ids";
import { shownError } from "../log";
import { nested, type Tx } from "./database";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.drop());

const inBrand = <T>(work: (tx: Tx) => Promise<T>) => world.database.inBrand(world.brandId, work);

async function insert(tx: Tx, id: Id): Promise<void> {
  const row = { email: `jane-${id}@people.test`, emailHash: "h4sh", name: "Jane", createdAt: now() };
  await tx.orm.insert(partners).values({ ...row, brandId: tx.brandId, id });
}

function caught(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => null,
    (error: unknown) => error,
  );
}

it("a statement of Drizzle that loses a deadlock is tried again, like any other", async () => {
  const [first, second] = [newId(), newId()];
  for (const id of [first, second]) await inBrand((tx) => insert(tx, id));
  const hold = async (tx: Tx, id: Id) => {
    await tx.orm.select({ id: partners.id }).from(partners).where(eq(partners.id, id)).for("update");
  };
  let attempts = 0;
  const holdBoth = (one: Id, other: Id) =>
    inBrand(async (tx) => {
      attempts++;
      await hold(tx, one);
      await tx.sql`select pg_sleep(0.2)`;
      await hold(tx, other);
    });
  await Promise.all([holdBoth(first, second), holdBoth(second, first)]);
  expect(attempts).toBe(3);
});

it("an error of Drizzle leaves the transaction as what PostgreSQL said, with its code", async () => {
  const error = await caught(inBrand((tx) => tx.orm.execute(sql`select 1 / 0`)));
  expect(error).toMatchObject({ name: "PostgresError", code: "22012" });
});

it("what is logged of a refused row names the rule that refused it and nothing that the row held", async () => {
  const id = newId();
  await inBrand((tx) => insert(tx, id));
  const wrapped = await inBrand((tx) => caught(nested(tx, (inner) => insert(inner, id))));
  const bare = await caught(inBrand((tx) => insert(tx, id)));
  for (const error of [wrapped, bare]) {
    const shown = JSON.stringify(shownError(error));
    expect(shown).toContain("partners_brand_id_id_pk");
    expect(shown).not.toMatch(/jane|h4sh/i);
  }
});
