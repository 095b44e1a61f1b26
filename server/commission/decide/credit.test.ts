import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { creditEvent, uncreditEvent } from "@/server/attribution/credit";
import { revokePartner } from "@/server/partner/membership/revoke";
import { newId } from "@/server/platform/ids";
import { openStory, type Story, type StoryPartner, usualTerms } from "@/tests/support/brand/story";

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

const at = ({ id }: Pick<StoryPartner, "id">) => ({ partnerId: id, programId });
const credit = (eventId: string, partner: StoryPartner, reason: string | null = null) =>
  creditEvent(story.world.ctx, eventId, at(partner), reason);
const takeBack = (eventId: string) => uncreditEvent(story.world.ctx, eventId, null);
const preview = (eventId: string, partner?: StoryPartner) =>
  story.call(
    "GET",
    `/attribution/events/${eventId}/credit/preview${partner ? `?partnerId=${partner.id}&programId=${programId}` : ""}`,
  );
const usd = (amount: string) => expect.objectContaining({ amount, currency: "USD" });

async function saleOf(partner: StoryPartner): Promise<string> {
  const userId = story.fresh("user");
  await story.visit(partner, story.day(0), userId);
  return (await story.invoice(userId)).eventId;
}

async function refund(userId: string, refundOf: string, more: object = {}): Promise<string> {
  const own = { type: "refund", userId, refundOf, externalId: story.fresh("re"), ts: story.day(12) };
  return (await story.event({ ...own, ...more })).eventId;
}

describe("a sale credited by hand", () => {
  it("pays a partner who has no click, by the rules of the program, and the outcome says by whom and why", async () => {
    const { eventId } = await story.invoice(story.fresh("user"));
    expect(await story.ledger(eventId)).toEqual([]);
    const path = `/attribution/events/${eventId}`;
    const body = { ...at(a), reason: "told us at the fair" };
    const byHand = { ...body, by: expect.any(String), at: expect.any(String) };
    expect(await story.call("POST", `${path}/credit`, body)).toEqual({ eventId, byHand });
    expect(await story.ledger(eventId)).toEqual(["A 20.00 accrual pending"]);
    expect(await story.call("GET", `${path}/explain`)).toMatchObject({
      outcome: { status: "attributed", detail: { code: "by_hand" } },
      byHand,
      owed: [{ partnerId: a.id, amount: usd("20.00") }],
    });
  });

  it("is the partner's to see, but not who decided and why; another partner learns that its click does not count", async () => {
    const eventId = await saleOf(b);
    await credit(eventId, a, "between us");
    const path = `/attribution/events/${eventId}/explain`;
    expect(await story.call("GET", path)).toMatchObject({
      clicks: [{ partnerId: b.id, counts: false, weight: 0, reason: expect.stringContaining("by hand") }],
    });
    const told = await story.send("GET", path, { key: await story.makePartnerKey(a.id) });
    expect(told.json).toMatchObject({ byHand: { ...at(a), by: null, reason: null }, clicks: [] });
    const other = await story.send("GET", path, { key: await story.makePartnerKey(b.id) });
    expect(other.json).toMatchObject({ byHand: null, clicks: [{ partnerId: b.id }] });
    expect(other.text).not.toContain("between us");
  });

  it("goes from who had the click to whom it is credited to, and back when that is taken back", async () => {
    const eventId = await saleOf(b);
    await credit(eventId, a);
    expect(await story.ledger(eventId)).toEqual(["B 20.00 accrual reversed", "A 20.00 accrual pending"]);
    expect(await takeBack(eventId)).toBeNull();
    expect((await story.ledger(eventId)).at(-1)).toBe("B 20.00 accrual pending");
    expect(await story.entries(eventId)).toHaveLength(3);
  });

  it("that was paid already is taken off who was paid", async () => {
    const eventId = await saleOf(b);
    await story.pay(eventId);
    await credit(eventId, a);
    expect(await story.ledger(eventId)).toEqual(
      expect.arrayContaining([
        "B 20.00 accrual paid",
        "B -20.00 correction approved",
        "A 20.00 accrual pending",
      ]),
    );
  });

  it("stays so when it is derived again, when a refund comes and when other clicks become known", async () => {
    const userId = story.fresh("user");
    const { eventId } = await story.invoice(userId, { externalId: story.fresh("in") });
    await credit(eventId, a);
    await story.visit(b, story.day(1), userId);
    await story.world.database.inBrand(story.world.brandId, (tx) =>
      story.world.services.rederiveProgram(tx, programId, "a test"),
    );
    await story.rederived();
    expect(await story.ledger(eventId)).toEqual(["A 20.00 accrual pending"]);
    await refund(userId, eventId, { value: "50.00", currency: "USD" });
    expect((await story.ledger(eventId)).at(-1)).toBe("A 10.00 accrual pending");
  });

  it("to the same partner again, or taken back where there is none, changes nothing", async () => {
    const eventId = await saleOf(b);
    const [first, again] = [await credit(eventId, a), await credit(eventId, a, "once more")];
    expect(again).toEqual(first);
    expect(await story.entries(eventId)).toHaveLength(2);
    await takeBack(eventId);
    const { length } = await story.entries(eventId);
    expect(await takeBack(eventId)).toBeNull();
    expect(await story.entries(eventId)).toHaveLength(length);
  });

  it("twice, of which the later is taken back, is the first one's again", async () => {
    const { eventId } = await story.invoice(story.fresh("user"));
    await credit(eventId, a);
    await credit(eventId, b);
    expect(await takeBack(eventId)).toMatchObject({ partnerId: a.id });
    expect((await story.ledger(eventId)).at(-1)).toBe("A 20.00 accrual pending");
  });

  it("by several at once is one partner's, whole", async () => {
    const eventId = await saleOf(b);
    await Promise.all([credit(eventId, a), credit(eventId, b), credit(eventId, a), takeBack(eventId)]);
    const standing = (await story.entries(eventId)).filter((entry) => entry.status !== "reversed");
    expect(standing.map((entry) => entry.amount.amount)).toEqual(["20.00"]);
  });

  it("of a signup earns what the program pays for one", async () => {
    const rules = [
      { id: "lead", trigger: "every", eventType: "signup", kind: "fixed", value: "5.00", currency: "USD" },
    ];
    const leads = await story.makeProgram({ terms: usualTerms({ rules }) });
    const c = await story.partner("C", leads);
    const signup = { userId: story.fresh("user"), type: "signup", ts: story.day(3) };
    const { eventId } = await story.event(signup);
    await creditEvent(story.world.ctx, eventId, { partnerId: c.id, programId: leads }, null);
    expect(await story.ledger(eventId)).toEqual(["C 5.00 accrual pending"]);
  });
});

describe("a credit by hand is refused", () => {
  it("for what is not there", async () => {
    const eventId = await saleOf(b);
    await expect(credit(newId(), a)).rejects.toMatchObject({ code: "event_not_found" });
    await expect(takeBack(newId())).rejects.toMatchObject({ code: "event_not_found" });
    await expect(credit(eventId, { ...a, id: newId() })).rejects.toMatchObject({ code: "partner_not_found" });
    const nowhere = { partnerId: a.id, programId: newId() };
    await expect(creditEvent(story.world.ctx, eventId, nowhere, null)).rejects.toMatchObject({
      code: "program_not_found",
    });
  });

  it("for a refund, and for who is not in the program or was revoked", async () => {
    const userId = story.fresh("user");
    const { eventId } = await story.invoice(userId);
    await expect(credit(await refund(userId, eventId), a)).rejects.toMatchObject({ code: "conflict" });
    const elsewhere = await story.partner("D", await story.makeProgram());
    await expect(credit(eventId, elsewhere)).rejects.toMatchObject({ code: "not_enrolled" });
    const gone = await story.partner("E", programId);
    await revokePartner(story.world.ctx, gone.id, { reason: "left" });
    await expect(credit(eventId, gone)).rejects.toMatchObject({ code: "conflict" });
    expect(await story.ledger(eventId)).toEqual([]);
  });
});

describe("a preview of a credit by hand", () => {
  it("says what each partner would have, and then exactly that happens", async () => {
    const eventId = await saleOf(b);
    expect(await preview(eventId, a)).toEqual({
      events: 1,
      changed: 1,
      byPartner: expect.arrayContaining([
        { partnerId: a.id, before: usd("0.00"), after: usd("20.00") },
        { partnerId: b.id, before: usd("20.00"), after: usd("0.00") },
      ]),
      ledgerDelta: [usd("0.00")],
    });
    expect(await story.ledger(eventId)).toEqual(["B 20.00 accrual pending"]);
    await credit(eventId, a);
    expect(await preview(eventId, a)).toMatchObject({ changed: 0, byPartner: [] });
    expect(await preview(eventId)).toMatchObject({
      changed: 1,
      byPartner: expect.arrayContaining([{ partnerId: b.id, before: usd("0.00"), after: usd("20.00") }]),
    });
  });

  it("of the customer's first credit in a program knows that program's rules", async () => {
    const { eventId } = await story.invoice(story.fresh("user"));
    expect(await preview(eventId, a)).toMatchObject({
      byPartner: [{ partnerId: a.id, before: usd("0.00"), after: usd("20.00") }],
    });
  });

  it("refuses what the act refuses, and half of a place", async () => {
    const { eventId } = await story.invoice(story.fresh("user"));
    const elsewhere = await story.partner("F", await story.makeProgram());
    await expect(preview(eventId, elsewhere)).rejects.toThrow("not_enrolled");
    const half = `/attribution/events/${eventId}/credit/preview?partnerId=${a.id}`;
    await expect(story.call("GET", half)).rejects.toThrow(
      "Name both `partnerId` and `programId`, or neither.",
    );
  });
});
