import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ingest } from "@/server/event/intake/ingest";
import type { NewEvent } from "@/server/event/intake/prepare";
import { openStory, type Story, type StoryPartner } from "@/tests/support/brand/story";

let story: Story;
let a: StoryPartner;

beforeAll(async () => {
  story = await openStory();
  a = await story.partner("A", await story.makeProgram());
});
afterAll(() => story.drop());

const standing = async (eventId: string): Promise<string[]> =>
  (await story.ledger(eventId)).filter((line) => !line.endsWith("reversed"));

async function customer(): Promise<string> {
  const userId = story.fresh("user");
  await story.visit(a, story.day(0), userId);
  return userId;
}

/** What a refund says when nothing else is said. */
const refundOf = (name: string, more: object = {}) => ({
  userId: story.fresh("other"),
  type: "refund",
  value: "25",
  refundOf: name,
  externalId: story.fresh("re"),
  ts: story.day(12),
  ...more,
});
const send = (json: object) => story.send("POST", "/attribution/events", { json });
const report = async (event: Partial<NewEvent> & { userId: string }) => {
  const sale = { type: "invoice_paid", value: "100", ts: story.day(10), source: "stripe" as const };
  const [result] = await ingest(story.world.ctx, [{ ...sale, ...event }]);
  if (!result?.ok) throw result?.error ?? new Error("no result");
  return result;
};

describe("a refund", () => {
  it("names its sale by the event's id in any case, or by its externalId, also for another customer's", async () => {
    const externalId = story.fresh("in");
    const sale = await story.invoice(await customer(), { externalId });
    await story.event(refundOf(sale.eventId.toLowerCase()));
    expect(await standing(sale.eventId)).toEqual(["A 15.00 accrual pending"]);
    const told = await story.event(refundOf(externalId));
    expect(told.attribution).toMatchObject({ status: "not_attributable", touches: [] });
    expect(await standing(sale.eventId)).toEqual(["A 10.00 accrual pending"]);
  });

  it("without a value returns the rest", async () => {
    const sale = await story.invoice(await customer());
    await story.event(refundOf(sale.eventId));
    await story.event(refundOf(sale.eventId, { value: undefined }));
    expect(await standing(sale.eventId)).toEqual([]);
  });

  it("of a sale in another currency is refused when the sale is known, and ignored when it comes first", async () => {
    const known = await story.invoice(await customer());
    const refused = await send(refundOf(known.eventId, { currency: "EUR" }));
    expect([refused.status, refused.json]).toMatchObject([400, { error: "invalid_currency" }]);
    const externalId = story.fresh("in");
    const early = await story.event(refundOf(externalId, { currency: "EUR" }));
    expect(early.attribution.reason).toMatch(/not known yet/);
    const sale = await story.invoice(await customer(), { externalId });
    expect(await standing(sale.eventId)).toEqual(["A 20.00 accrual pending"]);
    const explained = await story.call("GET", `/attribution/events/${early.eventId}/explain`);
    expect(explained["outcome"]).toMatchObject({ sentence: expect.stringMatching(/^Ignored: its currency/) });
  });

  it("of a sale in the same batch is judged like one that comes after it", async () => {
    const externalId = story.fresh("in");
    const sale = {
      userId: await customer(),
      type: "invoice_paid",
      value: "100",
      externalId,
      ts: story.day(10),
    };
    const events = [sale, refundOf(externalId, { currency: "EUR" }), refundOf(externalId)];
    const told = await story.call("POST", "/attribution/events/batch", { events });
    const results = told["results"] as { ok: boolean; eventId: string; error?: string }[];
    expect(results).toMatchObject([{ ok: true }, { ok: false, error: "invalid_currency" }, { ok: true }]);
    expect(await standing(results[0]?.eventId ?? "")).toEqual(["A 15.00 accrual pending"]);
  });

  it("that may mean several sales is refused; where that shows only later it means the first in order", async () => {
    const name = story.fresh("order");
    const late = await story.event({
      userId: await customer(),
      type: "payment",
      value: "40",
      externalId: name,
      ts: story.day(9),
    });
    await story.event(refundOf(name, { value: "10" }));
    expect(await story.ledger(late.eventId)).toEqual([]);
    const explained = await story.call("GET", `/attribution/events/${late.eventId}/explain`);
    expect(explained["net"]).toMatchObject({ net: { amount: "30.00" } });
    const first = await story.invoice(await customer(), { externalId: name, ts: story.day(8) });
    expect(await standing(first.eventId)).toEqual(["A 18.00 accrual pending"]);
    const after = await story.call("GET", `/attribution/events/${late.eventId}/explain`);
    expect(after["net"]).toMatchObject({ net: { amount: "40.00" } });
    const refused = await send(refundOf(name));
    expect([refused.status, refused.json]).toMatchObject([409, { error: "ambiguous_reference" }]);
  });

  it("from a provider is never refused: the first sale in order is meant, and a foreign currency ignored", async () => {
    const name = story.fresh("order");
    const sale = await story.invoice(await customer(), { externalId: name });
    const payment = { userId: await customer(), type: "payment", value: "40", externalId: name };
    await story.event({ ...payment, ts: story.day(11) });
    await report(refundOf(name));
    await report(refundOf(name, { currency: "EUR" }));
    expect(await standing(sale.eventId)).toEqual(["A 15.00 accrual pending"]);
  });

  it("needs the name of its sale, and nothing but refunds and disputes may have one", async () => {
    expect((await send(refundOf("x", { refundOf: undefined }))).json).toMatchObject({
      error: "invalid_body",
      detail: [{ path: "refundOf" }],
    });
    expect((await send(refundOf("x", { type: "signup" }))).json).toMatchObject({ error: "invalid_body" });
  });
});

describe("the reports of one dispute", () => {
  it("speak of one sale, whoever sends them and whichever of them names it", async () => {
    const sale = await story.invoice(await customer());
    const externalId = story.fresh("dp");
    const end = await story.event({
      userId: story.fresh("other"),
      type: "dispute_won",
      externalId,
      ts: story.day(14),
    });
    const opened = { type: "dispute_opened", refundOf: sale.eventId, externalId, ts: story.day(12) };
    await story.event({ ...opened, userId: story.fresh("other") });
    expect(await standing(sale.eventId)).toEqual(["A 20.00 accrual pending"]);
    const explained = await story.call("GET", `/attribution/events/${end.eventId}/explain`);
    expect(explained["outcome"]).toMatchObject({ status: "not_attributable", detail: { code: "reduces" } });
  });

  it("move to another sale when the first of them in order names another", async () => {
    const [one, two] = [await story.invoice(await customer()), await story.invoice(await customer())];
    const dispute = { userId: story.fresh("other"), externalId: story.fresh("dp") };
    await story.event({ ...dispute, type: "dispute_lost", refundOf: one.eventId, ts: story.day(14) });
    expect(await standing(one.eventId)).toEqual([]);
    await story.event({ ...dispute, type: "dispute_opened", refundOf: two.eventId, ts: story.day(12) });
    expect(await standing(one.eventId)).toEqual(["A 20.00 accrual pending"]);
    expect(await standing(two.eventId)).toEqual([]);
  });
});

describe("a repeated report", () => {
  it("is the same event, with its attribution as it is now", async () => {
    const userId = await customer();
    const body = {
      userId,
      type: "invoice_paid",
      value: "100",
      externalId: story.fresh("in"),
      ts: story.day(10),
    };
    const first = await story.event(body);
    await story.event(refundOf(first.eventId));
    const again = await story.event({ ...body, value: 100, currency: "usd", metadata: { note: "again" } });
    expect(again).toMatchObject({ eventId: first.eventId, replayed: true });
    expect(again.attribution.touches[0]?.commissionIds).not.toEqual(
      first.attribution.touches[0]?.commissionIds,
    );
  });

  it.each([
    ["value", { value: "100.01" }],
    ["currency", { currency: "EUR" }],
    ["userId", { userId: "somebody else" }],
  ])("with another %s is a conflict, and nothing changes", async (field, other) => {
    const body = { userId: await customer(), type: "invoice_paid", value: "100", ts: story.day(10) };
    const externalId = story.fresh("in");
    const sale = await story.event({ ...body, externalId });
    const reply = await send({ ...body, externalId, ...other });
    expect([reply.status, reply.json]).toMatchObject([
      409,
      { error: "conflict", detail: { eventId: sale.eventId, field } },
    ]);
    expect(await story.ledger(sale.eventId)).toEqual(["A 20.00 accrual pending"]);
  });

  it("from another source under another user makes the two users one customer, and its content stays", async () => {
    const userId = await customer();
    const externalId = story.fresh("in");
    const cus = story.fresh("cus");
    const hooked = await report({ userId: cus, externalId });
    expect(hooked.credit.status).toBe("no_identity");
    const renewal = await report({ userId: cus, externalId: story.fresh("in"), value: "50" });
    const own = await story.event({
      userId,
      type: "invoice_paid",
      value: "100",
      externalId,
      ts: story.day(10),
    });
    expect(own).toMatchObject({
      eventId: hooked.eventId,
      replayed: true,
      attribution: { status: "attributed" },
    });
    expect(await standing(renewal.eventId)).toEqual(["A 10.00 accrual pending"]);
    const explained = await story.call("GET", `/attribution/events/${renewal.eventId}/explain`);
    expect(explained["customerIds"]).toEqual([cus, userId].sort());
    const changed = await report({ userId: story.fresh("cus"), externalId, value: "999" });
    expect(changed).toMatchObject({ eventId: hooked.eventId, replayed: true });
    expect(await standing(hooked.eventId)).toEqual(["A 20.00 accrual pending"]);
  });
});
