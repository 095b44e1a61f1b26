import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ingest } from "@/server/event/intake/ingest";
import { HOUR_MS } from "@/server/platform/clock";
import { openStory, type Story, type StoryPartner, type Told } from "@/tests/support/brand/story";

let story: Story;
let programId: string;
let a: StoryPartner;
let b: StoryPartner;
let couponId: string;
let code: string;

beforeAll(async () => {
  story = await openStory();
});
/** A's customers come by link, B's with a coupon. */
beforeEach(async () => {
  programId = await story.makeProgram();
  a = await story.partner("A", programId);
  b = await story.partner("B", programId);
  code = story.fresh("SAVE");
  couponId = await story.make("/coupons", { partnerId: b.id, programId, code });
});
afterAll(() => story.drop());

const purchase = (more: object = {}) => ({
  code,
  userId: story.fresh("user"),
  type: "invoice_paid",
  value: "100",
  externalId: story.fresh("in"),
  ts: story.day(10),
  ...more,
});
const send = (json: object) => story.send("POST", "/coupons/redeem", { json });
const redeem = async (json: object) => (await story.call("POST", "/coupons/redeem", json)) as unknown as Told;
const countClicks = async () =>
  ((await story.call("GET", `/clicks?programId=${programId}`))["data"] as unknown[]).length;
const standing = async (eventId: string): Promise<string[]> =>
  (await story.ledger(eventId)).filter((line) => !line.endsWith("reversed"));

describe("a redeemed coupon", () => {
  it("is a click at the event's time, once, however it is written and however often it is sent", async () => {
    const body = purchase();
    const first = await redeem(body);
    expect(first.attribution.touches).toMatchObject([{ partnerId: b.id, weight: 1 }]);
    for (const again of [body, { ...body, code: code.toLowerCase() }, { ...body, ts: story.day(11) }])
      expect(await redeem(again)).toMatchObject({ eventId: first.eventId, replayed: true });
    expect(await countClicks()).toBe(1);
    expect(await standing(first.eventId)).toEqual(["B 20.00 accrual pending"]);
  });

  it("counts for an event that was reported without it before, also under another user", async () => {
    const { code: _code, ...body } = purchase();
    const [hooked] = await ingest(story.world.ctx, [
      { ...body, userId: story.fresh("cus"), source: "stripe" },
    ]);
    const told = await redeem({ ...body, code, ts: undefined });
    expect(told).toMatchObject({ eventId: hooked?.ok && hooked.eventId, replayed: true });
    expect(await standing(told.eventId)).toEqual(["B 20.00 accrual pending"]);
    await redeem({ ...body, code });
    expect(await countClicks()).toBe(1);
  });

  it("that does not exist or is paused is refused, and nothing is kept", async () => {
    const unknown = await send(purchase({ code: "NOTHING" }));
    expect([unknown.status, unknown.json]).toMatchObject([404, { error: "coupon_not_found" }]);
    const used = purchase();
    const before = await redeem(used);
    await story.call("PATCH", `/coupons/${couponId}`, { status: "paused" });
    expect((await send(purchase())).json).toMatchObject({ error: "conflict" });
    const other = await story.invoice(story.fresh("user"), { externalId: story.fresh("in") });
    expect(other.attribution.status).toBe("no_identity");
    const { code: _code, ...late } = purchase();
    await story.event(late);
    expect((await send({ ...late, code })).json).toMatchObject({ error: "conflict" });
    expect(await redeem(used)).toMatchObject({ eventId: before.eventId, replayed: true });
    expect(await countClicks()).toBe(1);
  });

  it("leaves nothing behind when its event is refused", async () => {
    const body = purchase();
    await redeem(body);
    expect((await send({ ...body, value: "7" })).json).toMatchObject({ error: "conflict" });
    expect((await send(purchase({ value: "1.234" }))).json).toMatchObject({ error: "invalid_amount" });
    expect((await send(purchase({ ts: 1_000 }))).json).toMatchObject({ error: "invalid_time" });
    expect(await countClicks()).toBe(1);
  });
});

describe("a customer with a click and a coupon", () => {
  it.each([
    ["last_touch", "B 20.00 accrual pending"],
    ["coupon", "B 20.00 accrual pending"],
    ["click", "A 20.00 accrual pending"],
  ])(
    "is credited as the program's couponPriority %s says, also when that changes",
    async (priority, line) => {
      const body = purchase();
      await story.visit(a, story.day(5), body.userId);
      const { eventId } = await redeem(body);
      const change = await story.call("PATCH", `/programs/${programId}`, { couponPriority: priority });
      expect(change["jobId"] === null).toBe(priority === "last_touch");
      await story.rederived();
      expect(await standing(eventId)).toEqual([line]);
    },
  );

  it("is the coupon's even when a later click came before the event", async () => {
    await story.call("PATCH", `/programs/${programId}`, { couponPriority: "coupon" });
    const body = purchase();
    await redeem(body);
    await story.visit(a, story.day(10, HOUR_MS), body.userId);
    const next = await story.invoice(body.userId, { ts: story.day(11) });
    expect(await standing(next.eventId)).toEqual(["B 20.00 accrual pending"]);
  });
});

describe("settings that decide", () => {
  it("what a program's dates leave out earns nothing, until they change", async () => {
    const userId = story.fresh("user");
    await story.visit(a, story.day(0), userId);
    const { eventId } = await story.invoice(userId);
    const at = (number: number) => new Date(story.day(number)).toISOString();
    const patch = async (json: object) => {
      await story.call("PATCH", `/programs/${programId}`, json);
      await story.rederived();
      return standing(eventId);
    };
    expect(await patch({ endsAt: at(10) })).toEqual([]);
    expect(await patch({ endsAt: at(10.001) })).toEqual(["A 20.00 accrual pending"]);
    expect(await patch({ startsAt: at(10), endsAt: at(12) })).toEqual(["A 20.00 accrual pending"]);
    expect(await patch({ startsAt: at(10.001) })).toEqual([]);
    expect(await patch({ startsAt: null, endsAt: null })).toEqual(["A 20.00 accrual pending"]);
  });

  it("a partner who buys earns nothing, unless the program allows it", async () => {
    const { email } = await story.call("GET", `/partners/${a.id}`);
    const [cref, userId] = [await story.click(a, story.day(0)), story.fresh("user")];
    const known = { cref, userId, email: String(email).toUpperCase() };
    await story.call("POST", "/attribution/identify", known);
    const sale = await story.invoice(userId);
    expect(sale.attribution.status).toBe("self_referral");
    await story.call("PATCH", `/programs/${programId}`, { allowSelfReferral: true });
    await story.rederived();
    expect(await standing(sale.eventId)).toEqual(["A 20.00 accrual pending"]);
  });
});
