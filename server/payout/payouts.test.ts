import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/server/platform/clock";
import { type Earner, openPayer, type Payer } from "@/tests/support/brand/payer";

type BulkResult = { ok: boolean; payout?: { status: string }; message?: string };
const ABSENT = "00000000000000000000000000";

let payer: Payer;

beforeAll(async () => {
  payer = await openPayer();
  payer.fund("usd", 1_000_000);
});
afterEach(() => payer.sandbox.faults.clear());
afterAll(() => payer.drop());

const planFor = async (partner: Earner) => {
  const { planned } = await payer.run({ partnerIds: [partner.id] });
  return planned[0]?.payoutId ?? "";
};
const transfersOf = async (payoutId: string) =>
  (await payer.stripe.transfers.list({ transfer_group: payoutId })).data;
const later = async (ms: number) => {
  payer.clock.now += ms;
  await payer.pay();
};
const refused = (path: string, json: object) => payer.send("POST", path, { json });
const summary = async (id: string) => {
  const { status, reason, amount } = await payer.payout(id);
  return `${status} ${reason ?? "-"} ${amount.amount}`;
};

describe("planning", () => {
  test("a preview says what would be paid, and changes nothing", async () => {
    const partner = await payer.earner();
    const preview = await payer.run({ preview: true, partnerIds: [partner.id] });
    expect(preview.planned).toMatchObject([
      { partnerId: partner.id, amount: { amount: "20.00" }, rail: "stripe_connect", entries: 1 },
    ]);
    expect(preview.planned[0]?.payoutId).toBeUndefined();
    expect(await planFor(partner)).not.toBe("");
  });

  test("an entry is claimed once, however many runs there are at once", async () => {
    const partner = await payer.earner();
    const runs = await Promise.all([1, 2, 3, 4].map(() => payer.run({ partnerIds: [partner.id] })));
    expect(runs.flatMap((run) => run.planned)).toHaveLength(1);
  });

  test("a balance below the threshold is carried forward until it reaches it, negative entries included", async () => {
    await payer.call("PATCH", "/settings", { payoutThresholds: { USD: "25.00" } });
    const partner = await payer.earner();
    const { carriedForward } = await payer.run({ partnerIds: [partner.id] });
    expect(carriedForward).toMatchObject([{ reason: "below_threshold", amount: { amount: "20.00" } }]);
    await payer.sell(partner, "50.00");
    const { planned } = await payer.run({ partnerIds: [partner.id] });
    expect(planned).toMatchObject([{ amount: { amount: "30.00" } }]);
    await payer.call("PATCH", "/settings", { payoutThresholds: {} });
  });

  test("a partner without a Stripe account is paid by hand, or waits where the brand wants Stripe", async () => {
    const partner = await payer.earner({ account: false });
    await payer.call("PATCH", "/settings", { payoutRail: "stripe_connect" });
    const { carriedForward } = await payer.run({ partnerIds: [partner.id] });
    expect(carriedForward[0]).toMatchObject({
      reason: "blocked",
      message: expect.stringContaining("onboarding link"),
    });
    await payer.call("PATCH", "/settings", { payoutRail: "auto" });
    expect((await payer.run({ partnerIds: [partner.id] })).planned[0]?.rail).toBe("manual");
  });
});

describe("over Stripe", () => {
  test("a payout is sent, read back, and its commissions are paid", async () => {
    const partner = await payer.earner();
    const id = await planFor(partner);
    await payer.pay();
    expect(await summary(id)).toBe("paid - 20.00");
    const [transfer] = await transfersOf(id);
    expect(transfer).toMatchObject({ amount: 2_000, currency: "usd", transfer_group: id });
    expect((await payer.payout(id)).reference).toBe(transfer?.id);
    expect(await payer.ledger(partner.eventId)).toEqual(["P 20.00 accrual paid"]);
    const { steps } = await payer.payout(id);
    expect(steps.map((step) => step.status)).toEqual(["planned", "sending", "sending", "paid"]);
    expect(steps[0]?.note).toBe("planned over 20.00 USD");
  });

  test("11: yen have no decimals, in the transfer neither", async () => {
    payer.fund("jpy", 10_000);
    const id = await planFor(await payer.earner({ value: "1000", currency: "JPY" }));
    await payer.pay();
    expect((await transfersOf(id))[0]).toMatchObject({ amount: 200, currency: "jpy" });
  });

  test("a clear refusal fails the payout and frees its commissions for the next run", async () => {
    const partner = await payer.earner({ value: "9000000" });
    const id = await planFor(partner);
    await payer.pay();
    expect(await summary(id)).toBe("failed balance_insufficient 1800000.00");
    expect(await payer.ledger(partner.eventId)).toEqual(["P 1800000.00 accrual approved"]);
    const again = await planFor(partner);
    expect(again).not.toBe("");
    await payer.act(again, "release");
  });

  test.each([
    { kind: "no_answer", afterEffect: false },
    { kind: "no_answer", afterEffect: true },
    { kind: "status", status: 429 },
    { kind: "status", status: 409 },
    { kind: "status", status: 503, afterEffect: true },
  ] as const)("after %j the same key is asked again, and one transfer is booked", async (fault) => {
    const id = await planFor(await payer.earner());
    payer.sandbox.faults.add({ fault, method: "POST", path: "/transfers" });
    await payer.pay();
    expect((await payer.payout(id)).status).toBe("sending");
    await later(2 * MINUTE_MS);
    expect(await summary(id)).toBe("paid - 20.00");
    expect(await transfersOf(id)).toHaveLength(1);
  });

  test("a 500 that took effect is found by looking, though its key keeps answering 500", async () => {
    const id = await planFor(await payer.earner());
    payer.sandbox.faults.add({
      fault: { kind: "status", status: 500, afterEffect: true },
      method: "POST",
      path: "/transfers",
    });
    for (let hour = 0; hour < 3; hour++) await later(HOUR_MS);
    expect(await summary(id)).toBe("paid - 20.00");
    expect(await transfersOf(id)).toHaveLength(1);
  });

  test("with no clear answer within a key's life and no transfer, a person is asked; retry sends it once", async () => {
    const partner = await payer.earner();
    const id = await planFor(partner);
    payer.sandbox.faults.add({
      fault: { kind: "status", status: 500 },
      method: "POST",
      path: "/transfers",
    });
    for (let hour = 0; hour < 25; hour++) await later(HOUR_MS);
    expect(await summary(id)).toBe("held no_transfer_found 20.00");
    expect((await payer.payout(id)).message).toContain("Retry sends it again");
    await payer.act(id, "retry");
    await later(15 * MINUTE_MS);
    expect(await summary(id)).toBe("paid - 20.00");
    expect(await transfersOf(id)).toHaveLength(1);
  });

  test("a held payout that is released is booked when there is a transfer after all, and fails when there is none", async () => {
    for (const afterEffect of [true, false]) {
      const partner = await payer.earner();
      const id = await planFor(partner);
      payer.sandbox.faults.add({
        fault: { kind: "status", status: 500, afterEffect },
        method: "POST",
        path: "/transfers",
      });
      payer.sandbox.faults.add({
        fault: { kind: "status", status: 503 },
        method: "GET",
        path: "/transfers",
        times: 1_000,
      });
      for (let hour = 0; hour < 80; hour++) await later(HOUR_MS);
      expect(await summary(id)).toBe("held no_answer 20.00");
      payer.sandbox.faults.clear();
      await payer.act(id, "release");
      await later(15 * MINUTE_MS);
      expect(await summary(id)).toBe(afterEffect ? "paid - 20.00" : "failed released 20.00");
    }
  });

  test("a reversal, partial and then full, lowers what was paid and is owed again once a person approves it", async () => {
    const partner = await payer.earner();
    const id = await planFor(partner);
    await payer.pay();
    const [transfer] = await transfersOf(id);
    await payer.stripe.transfers.createReversal(transfer?.id ?? "", { amount: 500 });
    await payer.settle();
    expect(await payer.payout(id)).toMatchObject({
      status: "partially_reversed",
      returned: { amount: "5.00" },
    });
    await payer.stripe.transfers.createReversal(transfer?.id ?? "");
    await payer.settle();
    const reversed = await payer.payout(id);
    expect(reversed.status).toBe("reversed");
    expect(reversed.entries.map((entry) => entry.amount.amount)).toEqual(["20.00", "-5.00", "-15.00"]);
    const pending = await payer.call("GET", `/commissions?partnerId=${partner.id}&status=pending`);
    const [owed, other] = pending["data"] as { id: string; amount: { amount: string } }[];
    expect([owed?.amount.amount, other?.amount.amount]).toEqual(["15.00", "5.00"]);
    await payer.call("POST", `/commissions/${owed?.id}/approve`, {});
    await payer.call("POST", `/commissions/${other?.id}/reverse`, { reason: "taken back for good" });
    const { planned } = await payer.run({ partnerIds: [partner.id] });
    expect(planned).toMatchObject([{ amount: { amount: "15.00" } }]);
  });

  test("a refund after the payout is taken off the next one", async () => {
    const partner = await payer.earner();
    await planFor(partner);
    await payer.pay();
    await payer.event({
      userId: partner.userId,
      type: "refund",
      refundOf: partner.eventId,
      externalId: payer.fresh("re"),
      ts: payer.clock.now,
    });
    const { carriedForward } = await payer.run({ partnerIds: [partner.id] });
    expect(carriedForward).toMatchObject([{ reason: "negative_balance", amount: { amount: "-20.00" } }]);
    await payer.sell(partner, "150.00");
    const { planned } = await payer.run({ partnerIds: [partner.id] });
    expect(planned).toMatchObject([{ amount: { amount: "10.00" }, entries: 2 }]);
  });
});

describe("by hand", () => {
  test("paid means paid: a confirmation pays the commissions, and another reference later is a conflict", async () => {
    const partner = await payer.earner({ account: false });
    const id = await planFor(partner);
    const paid = await payer.act(id, "confirm", { reference: "wire 17" });
    expect(paid).toMatchObject({ status: "paid", reference: "wire 17" });
    expect(await payer.ledger(partner.eventId)).toEqual(["P 20.00 accrual paid"]);
    expect((await payer.act(id, "confirm", { reference: "wire 17" })).status).toBe("paid");
    const other = await refused(`/payouts/${id}/confirm`, { reference: "wire 18" });
    expect(other.status).toBe(409);
  });

  test("a released payout is canceled, and the next run plans its commissions again", async () => {
    const partner = await payer.earner({ account: false });
    const id = await planFor(partner);
    expect((await payer.act(id, "release")).status).toBe("canceled");
    expect((await payer.act(id, "release")).status).toBe("canceled");
    const confirmed = await refused(`/payouts/${id}/confirm`, { reference: "wire" });
    expect(confirmed.status).toBe(409);
    expect(await planFor(partner)).not.toBe("");
  });

  test("what came back is noted once per note, up to what was paid", async () => {
    const id = await planFor(await payer.earner({ account: false }));
    await payer.act(id, "confirm", { reference: "wire" });
    const back = await payer.act(id, "return", { amount: "7.50", reason: "account closed" });
    expect(back).toMatchObject({ status: "partially_reversed", returned: { amount: "7.50" } });
    const more = await refused(`/payouts/${id}/return`, { amount: "12.51", reason: "too much" });
    expect(more.json).toMatchObject({ error: "invalid_amount" });
    expect((await payer.act(id, "return", { amount: "12.50", reason: "the rest" })).status).toBe("reversed");
  });

  test("a payout is not confirmed with a date to come", async () => {
    const id = await planFor(await payer.earner({ account: false }));
    const paidAt = payer.clock.now + 2 * DAY_MS;
    const reply = await refused(`/payouts/${id}/confirm`, { reference: "wire", paidAt });
    expect(reply.json).toMatchObject({ error: "invalid_time" });
  });

  test("several are confirmed with one reference, and each that cannot be says so by itself", async () => {
    const planned = async (account: boolean) => planFor(await payer.earner({ account }));
    const [one, two, gone] = [await planned(false), await planned(false), await planned(false)];
    const [byStripe, paidBefore] = [await planned(true), await planned(false)];
    await payer.act(gone, "release");
    await payer.act(paidBefore, "confirm", { reference: "wire 3" });
    const ids = [one, two, gone, byStripe, paidBefore, ABSENT];
    const together = async (path: string, more: object) => {
      const { results } = await payer.call("POST", path, { action: "confirm", ids, ...more });
      return (results as BulkResult[]).map(({ ok, payout, message }) => (ok ? payout?.status : message));
    };
    const refusals = [
      "This payout is canceled and its commissions are free again, so it cannot be confirmed.",
      "Payouts over Stripe confirm themselves, once the transfer is read back.",
      "This payout was paid with the reference wire 3 already.",
      `There is no payout ${ABSENT}.`,
    ];
    expect(await together("/payouts/bulk/preview", {})).toEqual(["planned", "planned", ...refusals]);
    const confirmation = { reference: "batch 7", paidAt: payer.clock.now };
    for (const _ of ["first", "again"])
      expect(await together("/payouts/bulk", confirmation)).toEqual(["paid", "paid", ...refusals]);
    expect(await payer.payout(two)).toMatchObject({ status: "paid", reference: "batch 7" });
    expect((await payer.payout(byStripe)).status).toBe("planned");
  });
});
