import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { step } from "@/server/commission/rederive/rederive";
import { DAY_MS, setClock } from "@/server/platform/clock";
import { newId } from "@/server/platform/ids";
import { openStory, type Story, type StoryPartner, usualTerms } from "@/tests/support/brand/story";
import { snapshot } from "@/tests/support/database/snapshot";

let story: Story;
let programId: string;
let a: StoryPartner;
let b: StoryPartner;

beforeAll(async () => {
  story = await openStory();
});
beforeEach(async () => {
  programId = await story.makeProgram();
  a = await story.partner("A", programId);
  b = await story.partner("B", programId);
});
afterAll(() => story.drop());

type Preview = {
  previewToken: string;
  events: number;
  changed: number;
  byPartner: { partnerId: string; before: { minor: number }; after: { minor: number } }[];
  ledgerDelta: { amount: string; currency: string }[];
};

/** Clicks of A on day 0 and of B on day 5, and a sale of 100.00 on day 10, under last click. */
async function sell(): Promise<string> {
  const userId = story.fresh("user");
  await story.visit(a, story.day(0), userId);
  await story.visit(b, story.day(5), userId);
  return (await story.invoice(userId)).eventId;
}

const path = (preview = false) => `/programs/${programId}/terms${preview ? "?preview=true" : ""}`;
const linear = (more: object = {}) => ({
  ...usualTerms({ attributionModel: "linear" }),
  effectiveFrom: story.day(0),
  ...more,
});
const preview = async (terms: object) => (await story.call("POST", path(true), terms)) as unknown as Preview;
const apply = (terms: object) => story.call("POST", path(), terms);
const job = (id: unknown) => story.call("GET", `/jobs/${String(id)}`);

async function balances(): Promise<Map<string, number>> {
  const rows = await story.world.database.asSystem(
    "install",
    (sql) => sql<{ partnerId: string; sum: number }[]>`
      select partner_id as "partnerId", sum(amount_minor)::int as sum from commissions
      where program_id = ${programId} and status <> 'reversed' group by partner_id`,
  );
  return new Map(rows.map((row) => [row.partnerId, row.sum]));
}

describe("terms with a past date", () => {
  it("18: correct what was paid to one and give the other its share", async () => {
    const eventId = await sell();
    await story.pay(eventId);
    const { previewToken } = await preview(linear());
    await apply({ ...linear(), previewToken });
    await story.rederived();
    expect((await story.ledger(eventId)).sort()).toEqual([
      "A 10.00 accrual pending",
      "B -10.00 correction approved",
      "B 20.00 accrual paid",
    ]);
  });

  it("are previewed in full and to the minor unit, and nothing is written", async () => {
    const [paid, open, returned] = [await sell(), await sell(), await sell()];
    await story.pay(paid);
    await story.pay(returned);
    const all = { type: "refund", refundOf: returned, externalId: story.fresh("re") };
    await story.event({ ...all, userId: story.fresh("other") });
    const before = await snapshot(story.world);
    const seen = await preview(linear());
    expect(await snapshot(story.world)).toEqual(before);
    expect(seen).toMatchObject({ events: 4, changed: 2, ledgerDelta: [{ amount: "0.00", currency: "USD" }] });
    await apply({ ...linear(), previewToken: seen.previewToken });
    await story.rederived();
    const after = await balances();
    for (const effect of seen.byPartner)
      expect(after.get(effect.partnerId) ?? 0, JSON.stringify(effect)).toBe(effect.after.minor);
    expect((await preview(linear())).changed).toBe(0);
    expect((await story.ledger(open)).slice(1).sort()).toEqual([
      "A 10.00 accrual pending",
      "B 10.00 accrual pending",
    ]);
  });

  it("are refused without a preview of exactly these terms", async () => {
    await sell();
    const bare = await story.send("POST", path(), { json: linear() });
    expect([bare.status, bare.json]).toMatchObject([409, { error: "preview_required" }]);
    const { previewToken } = await preview(linear());
    for (const other of [
      linear({ holdbackDays: 31, previewToken }),
      linear({ effectiveFrom: story.day(1), previewToken }),
      linear({ previewToken: `${Date.now() + DAY_MS}.forged` }),
      linear({ previewToken: "nonsense" }),
    ]) {
      const refused = await story.send("POST", path(), { json: other });
      expect([refused.status, refused.json]).toMatchObject([409, { error: "preview_required" }]);
    }
    const restore = setClock(() => Date.now() + DAY_MS + 1_000);
    const late = await story.send("POST", path(), { json: linear({ previewToken }) });
    restore();
    expect(late.json).toMatchObject({ error: "preview_required" });
  });

  it("reach back before their date when they become the earliest", async () => {
    const userId = story.fresh("user");
    await story.visit(a, story.day(0), userId);
    const { eventId } = await story.invoice(userId, { ts: story.day(2) });
    const half = usualTerms({
      rules: [{ id: "sales", trigger: "every", eventType: "invoice_paid", kind: "percent", value: "50" }],
      effectiveFrom: story.day(6),
    });
    const { previewToken, changed } = await preview(half);
    expect(changed).toBe(1);
    const { jobId } = await apply({ ...half, previewToken });
    await story.rederived();
    expect(await job(jobId)).toMatchObject({ status: "done", customersTotal: 1, customersDone: 1 });
    expect((await story.ledger(eventId)).at(-1)).toBe("A 50.00 accrual pending");
  });

  it("are applied to the end by another process when the first one stops in the middle", async () => {
    const { database, brandId } = story.world;
    const sales = [await sell(), await sell(), await sell()];
    const { previewToken } = await preview(linear());
    const { jobId } = await apply({ ...linear(), previewToken });
    await step(story.world.services);
    expect(await job(jobId)).toMatchObject({ status: "running", customersDone: 3, finishedAt: null });
    // A crash in the middle leaves the cursor where the last commit put it.
    await database.asSystem(
      "install",
      (sql) => sql`update rederivations set cursor = (
        select id from customers where brand_id = ${brandId} order by id limit 1) where id = ${String(jobId)}`,
    );
    await Promise.all([story.rederived(), story.rederived()]);
    expect(await job(jobId)).toMatchObject({ status: "done", error: null });
    for (const eventId of sales)
      expect((await story.ledger(eventId)).filter((line) => !line.endsWith("reversed")).sort()).toEqual([
        "A 10.00 accrual pending",
        "B 10.00 accrual pending",
      ]);
  });

  it("hold for an event that arrives while they are applied", async () => {
    for (let round = 0; round < 10; round++) {
      programId = await story.makeProgram();
      [a, b] = [await story.partner("A", programId), await story.partner("B", programId)];
      const { previewToken } = await preview(linear());
      const [eventId] = await Promise.all([sell(), apply({ ...linear(), previewToken })]);
      await story.rederived();
      expect((await story.ledger(eventId)).filter((line) => !line.endsWith("reversed"))).toHaveLength(2);
    }
  });
});

describe("terms from now on", () => {
  it("need no preview and start nothing where no event is that late", async () => {
    const eventId = await sell();
    const { effectiveFrom: _past, ...now } = linear();
    expect(await apply(now)).toMatchObject({ jobId: null });
    await story.rederived();
    expect(await story.ledger(eventId)).toEqual(["B 20.00 accrual pending"]);
  });
});

describe("a re-derivation that fails", () => {
  it("says why, and lets those of other programs go on", async () => {
    const { database, brandId } = story.world;
    const broken = await story.makeProgram();
    const x = await story.partner("X", broken);
    const userId = story.fresh("user");
    await story.visit(x, story.day(0), userId);
    await story.invoice(userId);
    const start = (id: string) =>
      database.inBrand(brandId, (tx) => story.world.services.rederiveProgram(tx, id, "a test"));
    const [first, second] = [await start(broken), await start(programId)];
    const spoil = (rules: string) =>
      database.asSystem(
        "install",
        (sql) => sql`update terms set rules = ${rules}::jsonb where program_id = ${broken}`,
      );
    const [kept] = await database.asSystem(
      "install",
      (sql) => sql<{ rules: unknown }[]>`select rules from terms where program_id = ${broken}`,
    );
    await spoil(
      JSON.stringify([
        { id: "sales", trigger: "every", eventType: null, kind: "percent", value: "x", months: null },
      ]),
    );
    const resting = new Map<string, number>();
    while (await step(story.world.services, resting));
    expect(await job(second)).toMatchObject({ status: "done" });
    expect(await job(first)).toMatchObject({ status: "running", error: expect.stringContaining("decimal") });
    await spoil(JSON.stringify(kept?.rules));
    await story.rederived();
    expect(await job(first)).toMatchObject({ status: "done", error: null });
  });

  it("is not found under an id of nothing", async () => {
    const reply = await story.send("GET", `/jobs/${newId()}`);
    expect([reply.status, reply.json]).toMatchObject([404, { error: "job_not_found" }]);
  });
});
