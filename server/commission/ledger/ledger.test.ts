import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MINUTE_MS } from "@/server/platform/clock";
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

const refund = (refundOf: string, more: object = {}) =>
  story.event({
    userId: "somebody",
    type: "refund",
    value: "25.00",
    refundOf,
    externalId: story.fresh("re"),
    ts: story.day(12),
    ...more,
  });

describe("worked cases through the doors", () => {
  it("1: a sale waits for the end of its holdback", async () => {
    const userId = story.fresh("user");
    await story.visit(a, story.day(0), userId);
    const { eventId } = await story.invoice(userId);
    expect(await story.ledger(eventId)).toEqual(["A 20.00 accrual pending"]);
    const [entry] = await story.entries(eventId);
    expect(entry?.availableAt).toBe(new Date(story.day(40)).toISOString());
  });

  it("2: two touches share under linear terms, to the minor unit", async () => {
    const linear = await story.makeProgram({ terms: usualTerms({ attributionModel: "linear" }) });
    const [x, y] = [await story.partner("X", linear), await story.partner("Y", linear)];
    const userId = story.fresh("user");
    await story.visit(x, story.day(0), userId);
    await story.visit(y, story.day(5), userId);
    const sale = await story.invoice(userId, { value: "100.05" });
    expect(sale.attribution.touches.map((touch) => touch.weight)).toEqual([0.5, 0.5]);
    expect((await story.ledger(sale.eventId)).sort()).toEqual([
      "X 10.01 accrual pending",
      "Y 10.00 accrual pending",
    ]);
  });

  it("5: a click identified late takes an open commission over", async () => {
    const userId = story.fresh("user");
    await story.visit(a, story.day(0), userId);
    const { eventId } = await story.invoice(userId);
    expect(await story.identify(await story.click(b, story.day(5)), userId)).toBe(0);
    expect(await story.ledger(eventId)).toEqual(["A 20.00 accrual reversed", "B 20.00 accrual pending"]);
  });

  it("6: a click identified after the payment takes the paid commission back from the one and gives it to the other", async () => {
    const userId = story.fresh("user");
    await story.visit(a, story.day(0), userId);
    const { eventId } = await story.invoice(userId);
    await story.pay(eventId);
    await story.visit(b, story.day(5), userId);
    expect((await story.ledger(eventId)).sort()).toEqual([
      "A -20.00 correction approved",
      "A 20.00 accrual paid",
      "B 20.00 accrual pending",
    ]);
  });

  it("7 and 8: a refund lowers what is open; one after the payment is a clawback", async () => {
    const userId = story.fresh("user");
    await story.visit(a, story.day(0), userId);
    const { eventId } = await story.invoice(userId);
    await refund(eventId);
    expect(await story.ledger(eventId)).toEqual(["A 20.00 accrual reversed", "A 15.00 accrual pending"]);
    await story.pay(eventId);
    await refund(eventId, { value: "75.00", ts: story.day(13) });
    expect(await story.ledger(eventId)).toEqual([
      "A 20.00 accrual reversed",
      "A 15.00 accrual paid",
      "A -15.00 clawback approved",
    ]);
  });

  it("8 in a payout under way: what is claimed stays, and the refund is a clawback beside it", async () => {
    const userId = story.fresh("user");
    await story.visit(a, story.day(0), userId);
    const { eventId } = await story.invoice(userId);
    await story.claim(eventId);
    await refund(eventId);
    expect(await story.ledger(eventId)).toEqual(["A 20.00 accrual approved", "A -5.00 clawback approved"]);
  });

  it("10: a dispute takes all until it is won, and for good when it is lost", async () => {
    const userId = story.fresh("user");
    await story.visit(a, story.day(0), userId);
    const externalId = story.fresh("in");
    const { eventId } = await story.invoice(userId, { externalId });
    const dispute = (type: string, more: object) => story.event({ userId, type, ...more });
    const won = story.fresh("dp");
    await dispute("dispute_opened", { externalId: won, refundOf: externalId, ts: story.day(11) });
    expect(await story.ledger(eventId)).toEqual(["A 20.00 accrual reversed"]);
    await dispute("dispute_won", { externalId: won, ts: story.day(12) });
    expect((await story.ledger(eventId)).at(-1)).toBe("A 20.00 accrual pending");
    const lost = story.fresh("dp");
    await dispute("dispute_lost", { externalId: lost, ts: story.day(13) });
    expect((await story.ledger(eventId)).at(-1)).toBe("A 20.00 accrual pending");
    await dispute("dispute_opened", {
      externalId: lost,
      refundOf: externalId,
      value: "40",
      ts: story.day(12),
    });
    expect((await story.ledger(eventId)).at(-1)).toBe("A 12.00 accrual pending");
  });

  it("11 and 12: yen have no decimals and dinars three", async () => {
    const userId = story.fresh("user");
    await story.visit(a, story.day(0), userId);
    const yen = await story.invoice(userId, { value: "1000", currency: "jpy" });
    expect((await story.entries(yen.eventId))[0]?.amount).toEqual({
      amount: "200",
      minor: 200,
      currency: "JPY",
    });
    const dinar = await story.invoice(userId, { value: "1.234", currency: "KWD" });
    expect((await story.entries(dinar.eventId))[0]?.amount).toEqual({
      amount: "0.247",
      minor: 247,
      currency: "KWD",
    });
  });

  it("14: of two subscriptions in one second the one with the smaller externalId gets the bonus, in either order", async () => {
    const bonus = { id: "bonus", trigger: "first", eventType: "subscription_created", kind: "fixed" };
    const rules = [{ ...bonus, value: "200", currency: "USD" }];
    const first = await story.partner("F", await story.makeProgram({ terms: usualTerms({ rules }) }));
    for (const order of [
      ["sub_1", "sub_2"],
      ["sub_2", "sub_1"],
    ]) {
      const userId = story.fresh("user");
      await story.visit(first, story.day(0), userId);
      const ids = new Map<string, string>();
      for (const name of order) {
        const externalId = `${name}-${userId}`;
        const body = { userId, type: "subscription_created", externalId, ts: story.day(3) };
        ids.set(name, (await story.event(body)).eventId);
      }
      expect((await story.ledger(ids.get("sub_1") ?? "")).at(-1)).toBe("F 200.00 accrual pending");
      expect(
        (await story.entries(ids.get("sub_2") ?? "")).filter((one) => one.status !== "reversed"),
      ).toEqual([]);
    }
  });

  it("17 and 20: a sale of nothing earns nothing, and so does one of a partner who was revoked before it", async () => {
    const userId = story.fresh("user");
    const gone = await story.partner("G", programId);
    await story.visit(gone, story.day(0), userId);
    const zero = await story.invoice(userId, { value: "0.00" });
    expect(zero.attribution.status).toBe("attributed");
    expect(await story.ledger(zero.eventId)).toEqual([]);
    await story.call("POST", `/partners/${gone.id}/revoke`, {});
    const after = await story.invoice(userId, { ts: Date.now() + MINUTE_MS });
    expect(after.attribution).toMatchObject({ status: "partner_inactive", touches: [] });
    expect(await story.ledger(after.eventId)).toEqual([]);
    await story.call("POST", `/partners/${gone.id}/reinstate`, {});
    const again = await story.invoice(userId, { ts: Date.now() + 2 * MINUTE_MS });
    expect(again.attribution.status).toBe("attributed");
  });

  it("21 and 22: a click after the purchase never displaces one before it, and counts alone within five minutes", async () => {
    const userId = story.fresh("user");
    await story.visit(a, story.day(0), userId);
    const both = await story.invoice(userId);
    await story.visit(b, story.day(10, 3 * MINUTE_MS), userId);
    expect(await story.ledger(both.eventId)).toEqual(["A 20.00 accrual pending"]);
    const other = story.fresh("user");
    await story.visit(b, story.day(10, 3 * MINUTE_MS), other);
    const alone = await story.invoice(other);
    expect(await story.ledger(alone.eventId)).toEqual(["B 20.00 accrual pending"]);
  });
});
