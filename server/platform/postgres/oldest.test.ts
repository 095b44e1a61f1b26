import { afterAll, beforeAll, expect, it } from "vitest";
import { openStory, type Story, usualTerms } from "@/tests/support/brand/story";
import { startOldestPostgres } from "@/tests/support/database/oldest-postgres";

const START_TIMEOUT_MS = 60_000;

let story: Story;
beforeAll(async () => {
  story = await openStory({ on: await startOldestPostgres() });
}, START_TIMEOUT_MS);
afterAll(() => story.drop());

it("PostgreSQL 15, the oldest that DATABASE_URL may lead to, takes all migrations", async () => {
  const [server] = await story.world.database.sql<{ version: string }[]>`
    select current_setting('server_version') as version`;
  expect(server?.version).toMatch(/^15\./);
});

it("a click becomes a commission there, and a refund shrinks it", async () => {
  const program = await story.makeProgram({ terms: usualTerms() });
  const partner = await story.partner("A", program);
  await story.visit(partner, story.day(0), "ada");
  const sale = await story.invoice("ada", { externalId: "ada_sale" });
  expect(await story.ledger(sale.eventId)).toEqual(["A 20.00 accrual pending"]);
  const refund = { userId: "ada", type: "refund", value: "25.00", currency: "USD", refundOf: "ada_sale" };
  await story.event({ ...refund, externalId: "ada_refund" });
  expect((await story.ledger(sale.eventId)).at(-1)).toBe("A 15.00 accrual pending");
});
