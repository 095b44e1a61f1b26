import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DAY_MS } from "@/server/platform/clock";
import { makeApi, type TestApi } from "@/tests/support/api";
import { makeLink } from "@/tests/support/brand/link";
import { makeWorld, type World } from "@/tests/support/world";

let world: World;
let api: TestApi;

beforeAll(async () => {
  world = await makeWorld();
  api = makeApi(world);
});
afterAll(() => world.drop());

const day = (n: number): number => Date.UTC(2026, 0, 1) + n * DAY_MS;
let counter = 0;
const fresh = (name: string): string => `${name}-${++counter}`;

type Reply = {
  id: string;
  code: string;
  eventId: string;
  replayed: boolean;
  attribution: { status: string; touches: { clickId: string; partnerId: string; weight: number }[] };
};

async function post(path: string, json: unknown): Promise<Reply> {
  const reply = await api.send("POST", path, { json });
  expect(reply.status, reply.text).toBeLessThan(300);
  return reply.json as Reply;
}

async function clickOn(code: string, ts: number): Promise<string> {
  return (await post("/clicks", { code, ts })).id;
}

async function ledger(eventId: string): Promise<string[]> {
  const reply = await api.send("GET", `/commissions?eventId=${eventId}&limit=100`);
  const { data } = reply.json as { data: { kind: string; status: string; amount: { amount: string } }[] };
  return data.map((row) => `${row.kind} ${row.status} ${row.amount.amount}`).reverse();
}

describe("from a click to a commission", () => {
  it("credits a paid invoice to the partner whose click came before it", async () => {
    const link = await makeLink(world);
    const userId = fresh("user");
    const cref = await clickOn(link.code, day(0));
    await post("/attribution/identify", { cref, userId });
    const event = await post("/attribution/events", {
      userId,
      type: "invoice_paid",
      value: "100.00",
      externalId: fresh("in"),
      ts: day(10),
    });
    expect(event.attribution.status).toBe("attributed");
    expect(event.attribution.touches).toMatchObject([
      { clickId: cref, partnerId: link.partnerId, weight: 1 },
    ]);
    const again = await post("/attribution/events", {
      userId,
      type: "invoice_paid",
      value: 100,
      externalId: `in-${counter}`,
      ts: day(10),
    });
    expect(again).toMatchObject({ eventId: event.eventId, replayed: true });
    expect(await ledger(event.eventId)).toEqual(["accrual approved 20.00"]);
  });

  it("posts the same sums when the refund comes before its invoice and the identify after both", async () => {
    const link = await makeLink(world);
    const userId = fresh("user");
    const cref = await clickOn(link.code, day(0));
    const externalId = fresh("in");
    const refund = await post("/attribution/events", {
      userId,
      type: "refund",
      value: "25.00",
      refundOf: externalId,
      externalId: fresh("re"),
      ts: day(11),
    });
    expect(refund.attribution.status).toBe("not_attributable");
    const event = await post("/attribution/events", {
      userId,
      type: "invoice_paid",
      value: "100.00",
      externalId,
      ts: day(10),
    });
    expect(event.attribution.status).toBe("no_identity");
    expect(await post("/attribution/identify", { cref, userId })).toMatchObject({
      backfilledAttributions: 1,
    });
    expect(await ledger(event.eventId)).toEqual(["accrual approved 15.00"]);
  });

  it("records one event and one commission when the same invoice is reported ten times at once", async () => {
    const link = await makeLink(world);
    const userId = fresh("user");
    const cref = await clickOn(link.code, day(0));
    await post("/attribution/identify", { cref, userId });
    const externalId = fresh("in");
    const replies = await Promise.all(
      Array.from({ length: 10 }, () =>
        post("/attribution/events", {
          userId,
          type: "invoice_paid",
          value: "100.00",
          externalId,
          ts: day(10),
        }),
      ),
    );
    expect(new Set(replies.map((reply) => reply.eventId)).size).toBe(1);
    expect(await ledger(replies[0]?.eventId ?? "")).toEqual(["accrual approved 20.00"]);
  });

  it("counts a redeemed coupon once, however often it is redeemed", async () => {
    const link = await makeLink(world);
    const coupon = await post("/coupons", {
      partnerId: link.partnerId,
      programId: link.programId,
      code: fresh("SAVE"),
    });
    const body = {
      code: coupon.code.toLowerCase(),
      userId: fresh("user"),
      type: "invoice_paid",
      value: "50",
      externalId: fresh("in"),
      ts: day(3),
    };
    const [a, b] = await Promise.all([post("/coupons/redeem", body), post("/coupons/redeem", body)]);
    expect(a.eventId).toBe(b.eventId);
    expect(a.attribution.touches).toHaveLength(1);
    expect(await ledger(a.eventId)).toEqual(["accrual approved 10.00"]);
  });
});
