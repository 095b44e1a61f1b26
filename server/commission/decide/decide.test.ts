import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { releaseHoldbacks } from "@/server/commission/decide/release";
import { DAY_MS, setClock } from "@/server/platform/clock";
import { newId } from "@/server/platform/ids";
import { openStory, type Story, type StoryPartner } from "@/tests/support/brand/story";

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

type Sale = { userId: string; eventId: string; entryId: string };

async function sell(partner = a, more: object = {}): Promise<Sale> {
  const userId = story.fresh("user");
  await story.visit(partner, story.day(0), userId);
  const { eventId } = await story.invoice(userId, more);
  const [entry] = await story.entries(eventId);
  return { userId, eventId, entryId: entry?.id ?? "" };
}

const act = (id: string, action: string, json: object = {}) =>
  story.send("POST", `/commissions/${id}/${action}`, { json });
const reason = (text: string) => ({ reason: text });
const later = async <T>(days: number, work: () => Promise<T>): Promise<T> => {
  const restore = setClock(() => Date.now() + days * DAY_MS);
  try {
    return await work();
  } finally {
    restore();
  }
};
const countDecisions = async (eventId: string): Promise<number> => {
  const rows = await story.world.database.asSystem(
    "install",
    (sql) => sql`select id from decisions where event_id = ${eventId}`,
  );
  return rows.length;
};

describe("approving", () => {
  it("is refused within the holdback, done after it, and changes nothing when it is repeated", async () => {
    const manual = await story.partner("M", await story.makeProgram({ commissionApproval: "manual" }));
    const { entryId } = await sell(manual);
    const early = await act(entryId, "approve");
    expect([early.status, early.json]).toMatchObject([409, { error: "holdback_active" }]);
    await later(40, async () => {
      const first = await act(entryId, "approve");
      expect([first.status, first.json]).toMatchObject([200, { status: "approved" }]);
      const again = await act(entryId, "approve");
      expect(again.json).toEqual(first.json);
    });
  });

  it("is refused for what was reversed, and unknown entries are not found", async () => {
    const { entryId } = await sell();
    await act(entryId, "reverse", reason("fraud"));
    expect((await act(entryId, "approve")).json).toMatchObject({ error: "conflict" });
    expect((await act(newId(), "approve")).json).toMatchObject({ error: "commission_not_found" });
  });
});

describe("reversing", () => {
  it("is a decision that deriving again respects until it is undone", async () => {
    const { userId, eventId, entryId } = await sell();
    const reply = await act(entryId, "reverse", reason("a test order"));
    expect(reply.json).toMatchObject({ status: "reversed", reason: "a test order" });
    await story.visit(a, story.day(1), userId);
    await story.event({
      userId,
      type: "refund",
      value: "10",
      refundOf: eventId,
      externalId: story.fresh("re"),
    });
    expect(await story.ledger(eventId)).toEqual(["A 20.00 accrual reversed"]);
    await act(entryId, "unreverse", reason("no test after all"));
    expect((await story.ledger(eventId)).at(-1)).toBe("A 18.00 accrual pending");
  });

  it("changes nothing when it is repeated, and neither does undoing what does not hold", async () => {
    const { eventId, entryId } = await sell();
    await act(entryId, "unreverse", reason("nothing to undo"));
    expect(await countDecisions(eventId)).toBe(0);
    await act(entryId, "reverse", reason("once"));
    expect((await act(entryId, "reverse", reason("twice"))).json).toMatchObject({ reason: "once" });
    expect(await countDecisions(eventId)).toBe(1);
  });

  it("of what was paid asks for it in so many words, once", async () => {
    const { eventId, entryId } = await sell();
    await story.pay(eventId);
    expect((await act(entryId, "reverse", reason("fraud"))).json).toMatchObject({ error: "already_paid" });
    for (let time = 0; time < 2; time++) {
      const reply = await act(entryId, "reverse", { ...reason("fraud"), clawback: true });
      expect([reply.status, reply.json]).toMatchObject([200, { status: "paid" }]);
    }
    expect(await story.ledger(eventId)).toEqual(["A 20.00 accrual paid", "A -20.00 clawback approved"]);
    expect((await story.entries(eventId))[1]?.reason).toBe("fraud");
    await act(entryId, "unreverse", reason("no fraud"));
    expect(await story.ledger(eventId)).toEqual(["A 20.00 accrual paid", "A -20.00 clawback reversed"]);
  });

  it("of an open entry beside a paid one asks too, because it takes back the paid one as well", async () => {
    const userId = story.fresh("user");
    await story.visit(a, story.day(0), userId);
    const { eventId } = await story.invoice(userId);
    const dispute = { userId, externalId: story.fresh("dp") };
    await story.event({ ...dispute, type: "dispute_opened", refundOf: eventId, value: "50" });
    await story.pay(eventId);
    await story.event({ ...dispute, type: "dispute_won" });
    const open = (await story.entries(eventId)).at(-1);
    expect(open).toMatchObject({ kind: "correction", status: "pending", amount: { amount: "10.00" } });
    const refused = await act(open?.id ?? "", "reverse", reason("fraud"));
    expect(refused.json).toMatchObject({ error: "already_paid" });
    await act(open?.id ?? "", "reverse", { ...reason("fraud"), clawback: true });
    expect((await story.ledger(eventId)).slice(1)).toEqual([
      "A 10.00 accrual paid",
      "A 10.00 correction reversed",
      "A -10.00 clawback approved",
    ]);
  });

  it("waits for a payout under way", async () => {
    const { eventId, entryId } = await sell();
    await story.claim(eventId);
    const reply = await act(entryId, "reverse", { ...reason("fraud"), clawback: true });
    expect([reply.status, reply.json]).toMatchObject([409, { error: "commission_in_payout" }]);
    expect(await story.ledger(eventId)).toEqual(["A 20.00 accrual approved"]);
  });

  it("is not possible for an entry that takes money back", async () => {
    const { userId, eventId } = await sell();
    await story.pay(eventId);
    await story.event({ userId, type: "refund", refundOf: eventId, externalId: story.fresh("re") });
    const clawback = (await story.entries(eventId)).at(-1);
    expect(clawback).toMatchObject({ kind: "clawback", amount: { amount: "-20.00" } });
    const reply = await act(clawback?.id ?? "", "reverse", { ...reason("no"), clawback: true });
    expect(reply.json).toMatchObject({ error: "conflict" });
  });
});

describe("deciding about many", () => {
  it("decides each on its own: what is refused stops nobody", async () => {
    const [open, reversed, paid] = [await sell(), await sell(), await sell()];
    await act(reversed.entryId, "reverse", reason("before"));
    await story.pay(paid.eventId);
    const ids = [open.entryId, reversed.entryId, paid.entryId, newId()];
    const told = await story.call("POST", "/commissions/bulk", { action: "reverse", ids, reason: "fraud" });
    expect(told["results"]).toMatchObject([
      { id: ids[0], ok: true },
      { id: ids[1], ok: true },
      { id: ids[2], ok: false, error: "already_paid" },
      { id: ids[3], ok: false, error: "commission_not_found" },
    ]);
    expect(await story.ledger(open.eventId)).toEqual(["A 20.00 accrual reversed"]);
    const approve = await story.call("POST", "/commissions/bulk", { action: "approve", ids });
    expect(approve["results"]).toMatchObject([
      { error: "conflict" },
      { error: "conflict" },
      { ok: true },
      { error: "commission_not_found" },
    ]);
    const silent = await story.send("POST", "/commissions/bulk", { json: { action: "reverse", ids } });
    expect(silent.status).toBe(400);
  });
});

describe("a partner's key", () => {
  it("sees that partner's entries and no others, and decides about none", async () => {
    const [mine, other] = [await sell(a), await sell(b)];
    const key = await story.makePartnerKey(a.id);
    const list = await story.send("GET", "/commissions?limit=100", { key });
    const seen = (list.json as { data: { partnerId: string }[] }).data;
    expect(new Set(seen.map((entry) => entry.partnerId))).toEqual(new Set([a.id]));
    const asked = await story.send("GET", `/commissions?partnerId=${b.id}`, { key });
    expect(asked.json).toEqual({ data: [], nextCursor: null });
    expect((await story.send("GET", `/commissions/${mine.entryId}`, { key })).status).toBe(200);
    const foreign = await story.send("GET", `/commissions/${other.entryId}`, { key });
    expect([foreign.status, foreign.json]).toMatchObject([404, { error: "commission_not_found" }]);
    const reverse = await story.send("POST", `/commissions/${mine.entryId}/reverse`, {
      key,
      json: reason("mine"),
    });
    expect([reverse.status, reverse.json]).toMatchObject([403, { error: "forbidden_scope" }]);
  });
});

describe("the end of a holdback", () => {
  it("approves by itself where the program says so, once, however many look at it", async () => {
    const manual = await story.partner("M", await story.makeProgram({ commissionApproval: "manual" }));
    const [auto, reviewed] = [await sell(), await sell(manual)];
    expect(await releaseHoldbacks(story.world.services)).toBe(0);
    await later(40, async () => {
      const counts = await Promise.all([1, 2, 3].map(() => releaseHoldbacks(story.world.services)));
      expect(counts.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(0);
      expect(await releaseHoldbacks(story.world.services)).toBe(0);
    });
    expect(await story.ledger(auto.eventId)).toEqual(["A 20.00 accrual approved"]);
    expect(await story.ledger(reviewed.eventId)).toEqual(["M 20.00 accrual pending"]);
    const told = await story.world.database.asSystem(
      "install",
      (sql) =>
        sql<{ topic: string }[]>`select topic from outbox where subject = ${auto.entryId} order by seq`,
    );
    expect(told.map((one) => one.topic)).toEqual(["commission.created", "commission.approved"]);
  });

  it("that was past already approves at once, and what replaces an approved entry stays approved", async () => {
    await later(40, async () => {
      const { userId, eventId } = await sell();
      expect(await story.ledger(eventId)).toEqual(["A 20.00 accrual approved"]);
      await story.event({
        userId,
        type: "refund",
        value: "50",
        refundOf: eventId,
        externalId: story.fresh("re"),
      });
      expect(await story.ledger(eventId)).toEqual(["A 20.00 accrual reversed", "A 10.00 accrual approved"]);
    });
  });
});
