import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ingest } from "@/server/event/intake/ingest";
import { openDatabase } from "@/server/platform/postgres/database";
import { openStory, type Story, type StoryPartner, type Told, usualTerms } from "@/tests/support/brand/story";

let story: Story;
let programId: string;
let a: StoryPartner;
let b: StoryPartner;

beforeAll(async () => {
  story = await openStory();
  programId = await story.makeProgram();
  a = await story.partner("A", programId);
  b = await story.partner("B", programId);
});
afterAll(() => story.drop());

const standing = async (eventId: string): Promise<string[]> =>
  (await story.ledger(eventId)).filter((line) => !line.endsWith("reversed"));

/** Each call's transaction of its own, so that they truly meet. */
const alone = async (body: object): Promise<Told> => {
  const reply = await story.send("POST", "/attribution/events", {
    json: body,
    headers: { "idempotency-key": story.fresh("key") },
  });
  if (reply.status !== 200) throw new Error(reply.text);
  return reply.json as Told;
};

describe("facts about one customer that arrive at once", () => {
  it("ends right for a refund and its sale, 100 times in both orders, under one user and under two", async () => {
    for (let round = 0; round < 100; round++) {
      const userId = story.fresh("user");
      await story.visit(a, story.day(0), userId);
      const externalId = story.fresh("in");
      const sale = { userId, type: "invoice_paid", value: "100", externalId, ts: story.day(10) };
      const refund = {
        userId: round % 4 < 2 ? userId : story.fresh("other"),
        type: "refund",
        value: "25",
        refundOf: externalId,
        externalId: story.fresh("re"),
        ts: story.day(12),
      };
      const order = round % 2 === 0 ? [sale, refund] : [refund, sale];
      const told = await Promise.all(order.map(alone));
      const eventId = told[order.indexOf(sale)]?.eventId ?? "";
      expect(await standing(eventId)).toEqual(["A 15.00 accrual pending"]);
    }
  });

  it("ends right for the end of a dispute and the sale that only its opening names", async () => {
    for (let round = 0; round < 20; round++) {
      const userId = story.fresh("user");
      await story.visit(a, story.day(0), userId);
      const [externalId, dispute] = [story.fresh("in"), story.fresh("dp")];
      const about = { externalId: dispute, value: "40" };
      await story.event({
        ...about,
        userId: story.fresh("other"),
        type: "dispute_opened",
        refundOf: externalId,
        ts: story.day(11),
      });
      const [sale] = await Promise.all([
        alone({ userId, type: "invoice_paid", value: "100", externalId, ts: story.day(10) }),
        alone({ ...about, userId: story.fresh("other"), type: "dispute_won", ts: story.day(12) }),
      ]);
      expect(await standing(sale.eventId)).toEqual(["A 20.00 accrual pending"]);
    }
  });

  it("credits an event that meets its identify, whichever comes first", async () => {
    for (let round = 0; round < 20; round++) {
      const userId = story.fresh("user");
      const cref = await story.click(a, story.day(0));
      const sale = {
        userId,
        type: "invoice_paid",
        value: "100",
        externalId: story.fresh("in"),
        ts: story.day(10),
      };
      const [told] = await Promise.all([alone(sale), story.identify(cref, userId)]);
      expect(await standing(told.eventId)).toEqual(["A 20.00 accrual pending"]);
    }
  });

  it("pays one bonus for two subscriptions", async () => {
    const bonus = { id: "bonus", trigger: "first", eventType: "subscription_created", kind: "fixed" };
    const rules = [{ ...bonus, value: "200", currency: "USD" }];
    const first = await story.partner("F", await story.makeProgram({ terms: usualTerms({ rules }) }));
    for (let round = 0; round < 20; round++) {
      const userId = story.fresh("user");
      await story.visit(first, story.day(0), userId);
      const subscription = (name: string) => ({
        userId,
        type: "subscription_created",
        externalId: `${name}-${userId}`,
        ts: story.day(3),
      });
      const told = await Promise.all([alone(subscription("sub_2")), alone(subscription("sub_1"))]);
      expect(await standing(told[0].eventId)).toEqual([]);
      expect(await standing(told[1].eventId)).toEqual(["F 200.00 accrual pending"]);
    }
  });

  it("never doubles a credit while ten sales and a second click of one customer arrive", async () => {
    const userId = story.fresh("user");
    await story.visit(a, story.day(0), userId);
    const cref = await story.click(b, story.day(5));
    const sales = Array.from({ length: 10 }, (_, index) => ({
      userId,
      type: "invoice_paid",
      value: "10",
      externalId: story.fresh("in"),
      ts: story.day(6 + (index % 3)),
    }));
    const [told] = await Promise.all([Promise.all(sales.map(alone)), story.identify(cref, userId)]);
    for (const { eventId } of told) expect(await standing(eventId)).toEqual(["B 2.00 accrual pending"]);
  });

  it("keeps nothing of a click that is flagged while it is identified", async () => {
    for (let round = 0; round < 20; round++) {
      const userId = story.fresh("user");
      const cref = await story.click(a, story.day(0));
      const { eventId } = await story.invoice(userId);
      await Promise.all([story.identify(cref, userId), story.call("POST", `/clicks/${cref}/flag`, {})]);
      expect(await standing(eventId)).toEqual([]);
    }
  });

  it("makes one customer of two user ids whose events arrive while they are tied", async () => {
    for (let round = 0; round < 20; round++) {
      const [own, theirs] = [story.fresh("user"), story.fresh("cus")];
      await story.visit(a, story.day(0), own);
      const shared = {
        type: "invoice_paid",
        value: "100",
        externalId: story.fresh("in"),
        ts: story.day(9),
        source: "stripe" as const,
      };
      await ingest(story.world.ctx, [{ ...shared, userId: theirs }]);
      const other = {
        userId: theirs,
        type: "invoice_paid",
        value: "50",
        externalId: story.fresh("in"),
        ts: story.day(10),
      };
      const [tie, late] = await Promise.all([
        ingest(story.world.ctx, [{ ...shared, source: "api", userId: own }]),
        alone(other),
      ]);
      expect(tie[0]?.ok === true ? await standing(tie[0].eventId) : []).toEqual(["A 20.00 accrual pending"]);
      expect(await standing(late.eventId)).toEqual(["A 10.00 accrual pending"]);
    }
  });

  it("merges in both directions at once without losing anyone", async () => {
    for (let round = 0; round < 10; round++) {
      const [one, two] = [story.fresh("user"), story.fresh("user")];
      await story.visit(a, story.day(0), one);
      const [x, y] = [story.fresh("in"), story.fresh("in")];
      const sale = (userId: string, externalId: string, source: "api" | "stripe") => ({
        userId,
        type: "invoice_paid",
        value: "100",
        externalId,
        ts: story.day(10),
        source,
      });
      await ingest(story.world.ctx, [sale(one, x, "api"), sale(two, y, "api")]);
      const results = await Promise.all([
        ingest(story.world.ctx, [sale(two, x, "stripe")]),
        ingest(story.world.ctx, [sale(one, y, "stripe")]),
      ]);
      for (const [result] of results) {
        expect(result?.ok === true ? await standing(result.eventId) : []).toEqual([
          "A 20.00 accrual pending",
        ]);
      }
    }
  });
});

describe("customers who are held by another transaction", () => {
  /** Holds the customer's row on a connection of its own while `work` runs. */
  async function whileHeld<T>(userIds: string[], work: () => Promise<T>): Promise<T> {
    const { url, brandId } = story.world;
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    let held: () => void = () => undefined;
    const isHeld = new Promise<void>((resolve) => {
      held = resolve;
    });
    const holder = openDatabase(url, { maxConnections: 1 });
    const holding = holder.inBrand(brandId, async ({ sql }) => {
      await sql`
        select id from customers where id in (select customer_id from customer_users where user_id = any(${userIds}::text[]))
        for no key update`;
      held();
      await released;
    });
    await isHeld;
    try {
      return await work();
    } finally {
      release();
      await holding;
      await holder.close();
    }
  }

  it("do not keep the others of a batch: each is free for other events while one waits", async () => {
    const [held, free] = [story.fresh("held"), story.fresh("free")];
    for (const userId of [held, free]) await story.visit(a, story.day(0), userId);
    const sale = (userId: string) => ({ userId, type: "invoice_paid", value: "100", ts: story.day(10) });
    let batch: Promise<unknown> = Promise.resolve();
    await whileHeld([held], async () => {
      const events = [sale(free), sale(held), sale(free)];
      batch = story.call("POST", "/attribution/events/batch", { events });
      await new Promise((resolve) => setTimeout(resolve, 500));
      expect((await alone(sale(free))).attribution.status).toBe("attributed");
    });
    expect(await batch).toMatchObject({ results: [{ ok: true }, { ok: true }, { ok: true }] });
  });

  it("keep only their own events waiting, also those that share a group with others", async () => {
    const held = Array.from({ length: 12 }, () => story.fresh("held"));
    for (const userId of held) await story.visit(a, story.day(0), userId);
    const free = Array.from({ length: 40 }, () => story.fresh("free"));
    let waiting = 0;
    const heldReplies: Promise<Told>[] = [];
    const started = Date.now();
    await whileHeld(held, async () => {
      for (const userId of held) {
        waiting++;
        heldReplies.push(story.invoice(userId).finally(() => waiting--));
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      const replies = await Promise.all(free.map((userId) => story.invoice(userId)));
      expect(replies).toHaveLength(free.length);
      expect(waiting).toBe(held.length);
      expect(Date.now() - started).toBeLessThan(10_000);
    });
    for (const reply of await Promise.all(heldReplies)) {
      expect(await standing(reply.eventId)).toEqual(["A 20.00 accrual pending"]);
    }
  });
});
