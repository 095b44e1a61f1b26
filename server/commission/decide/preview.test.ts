import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DAY_MS, setClock } from "@/server/platform/clock";
import { newId } from "@/server/platform/ids";
import { openStory, type Story, type StoryPartner } from "@/tests/support/brand/story";

let story: Story;
let a: StoryPartner;
let b: StoryPartner;

beforeAll(async () => {
  story = await openStory();
  const programId = await story.makeProgram({ commissionApproval: "manual" });
  a = await story.partner("A", programId);
  b = await story.partner("B", programId);
});
afterAll(() => story.drop());

async function sell(partner: StoryPartner, more: object = {}) {
  const userId = story.fresh("user");
  const cref = await story.visit(partner, story.day(0), userId);
  const { eventId } = await story.invoice(userId, more);
  const [entry] = await story.entries(eventId);
  return { cref, eventId, entryId: entry?.id ?? "" };
}

const ask = (action: "approve" | "reverse", ids: string[]) =>
  story.call("POST", "/commissions/bulk/preview", { action, ids });
const decide = (action: "approve" | "reverse", ids: string[]) =>
  story.call("POST", "/commissions/bulk", { action, ids, reason: "as previewed" });
const usd = (amount: string) => expect.objectContaining({ amount, currency: "USD" });
async function later<T>(days: number, work: () => Promise<T>): Promise<T> {
  const restore = setClock(() => Date.now() + days * DAY_MS);
  try {
    return await work();
  } finally {
    restore();
  }
}

describe("a preview of approving", () => {
  it("says what becomes payable and what is refused, and then exactly that happens", async () => {
    const [one, two, reversed] = [await sell(a), await sell(b, { value: "50.00" }), await sell(a)];
    await decide("reverse", [reversed.entryId]);
    const ids = [one.entryId, two.entryId, reversed.entryId, newId()];
    expect(await ask("approve", ids)).toMatchObject({
      entries: 0,
      refused: [
        { code: "holdback_active", entries: 2 },
        { code: "conflict", entries: 1 },
        { code: "commission_not_found", entries: 1 },
      ],
    });
    await later(40, async () => {
      const told = await ask("approve", ids);
      expect(told).toMatchObject({ entries: 2, unchanged: 0, sums: [usd("30.00")] });
      expect(told["partnerIds"]).toEqual([a.id, b.id]);
      await decide("approve", ids);
      expect(await ask("approve", ids)).toMatchObject({ entries: 0, unchanged: 2, sums: [] });
    });
  });
});

describe("a preview of reversing", () => {
  it("counts everything open that is owed for the same reason, once", async () => {
    const sale = await sell(a);
    expect(await ask("reverse", [sale.entryId, sale.entryId])).toMatchObject({
      entries: 1,
      sums: [usd("20.00")],
    });
    expect(await story.ledger(sale.eventId)).toEqual(["A 20.00 accrual pending"]);
    await decide("reverse", [sale.entryId]);
    expect(await ask("reverse", [sale.entryId])).toMatchObject({ entries: 0, unchanged: 1, refused: [] });
  });

  it("refuses what was paid or is in a payout", async () => {
    const [paid, claimed] = [await sell(a), await sell(a)];
    await story.pay(paid.eventId);
    await story.claim(claimed.eventId);
    expect(await ask("reverse", [paid.entryId, claimed.entryId])).toMatchObject({
      entries: 0,
      refused: [{ code: "already_paid" }, { code: "commission_in_payout" }],
    });
  });
});

describe("a preview of flagging a click", () => {
  const effect = (cref: string, kind: string) => story.call("GET", `/clicks/${cref}/preview?kind=${kind}`);

  it("says who would lose and who would gain, and then exactly that happens", async () => {
    const userId = story.fresh("user");
    await story.visit(b, story.day(0), userId);
    const last = await story.visit(a, story.day(1), userId);
    const { eventId } = await story.invoice(userId);
    expect(await effect(last, "flag")).toMatchObject({
      events: 1,
      changed: 1,
      byPartner: [
        { partnerId: a.id, before: usd("20.00"), after: usd("0.00") },
        { partnerId: b.id, before: usd("0.00"), after: usd("20.00") },
      ],
    });
    expect(await story.ledger(eventId)).toEqual(["A 20.00 accrual pending"]);
    await story.call("POST", `/clicks/${last}/flag`, {});
    expect(await story.ledger(eventId)).toEqual(["A 20.00 accrual reversed", "B 20.00 accrual pending"]);
    expect(await effect(last, "flag")).toMatchObject({ changed: 0, byPartner: [] });
    expect(await effect(last, "unflag")).toMatchObject({ changed: 1 });
  });

  it("counts the clicks of its day again where clicks are paid for", async () => {
    const rules = [
      { id: "clicks", trigger: "every", eventType: "click", kind: "fixed", value: "0.50", currency: "USD" },
    ];
    const paying = await story.partner("C", await story.makeProgram({ terms: { holdbackDays: 30, rules } }));
    const cref = await story.click(paying, story.day(3));
    await story.click(paying, story.day(3, 1));
    const before = await effect(cref, "flag");
    expect(before).toMatchObject({ ledgerDelta: [usd("-0.50")] });
  });

  it("of a click that is not there is a 404", async () => {
    const reply = await story.send("GET", `/clicks/${newId()}/preview?kind=flag`);
    expect([reply.status, reply.json]).toMatchObject([404, { error: "click_not_found" }]);
  });
});
