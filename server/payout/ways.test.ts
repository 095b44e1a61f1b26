import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { reverse } from "@/dev/stripe/connect/reversals";
import { DAY_MS } from "@/server/platform/clock";
import { BRAND_KEY, openPayer, type Payer } from "@/tests/support/brand/payer";
import { planDue } from "./planning/run-due";
import { reconcileBrand } from "./reconciliation/daily";

let payer: Payer;

beforeAll(async () => {
  payer = await openPayer();
  payer.fund("usd", 1_000_000);
});
afterAll(() => payer.drop());

const planFor = async (partnerId: string) =>
  (await payer.run({ partnerIds: [partnerId] })).planned[0]?.payoutId ?? "";
const status = async (id: string) => (await payer.payout(id)).status;

describe("files", () => {
  test("a file takes what is planned for its rail and currency, and is confirmed but for what failed", async () => {
    const partners = [await payer.earner(), await payer.earner({ value: "50" }), await payer.earner()];
    const [first, second] = partners;
    for (const partner of partners)
      await payer.call("PUT", `/partners/${partner.id}/payout-method`, {
        rail: "paypal_file",
        recipient: `${partner.id.toLowerCase()}@paypal.test`,
      });
    const ids = await Promise.all(partners.map((partner) => planFor(partner.id)));
    const file = await payer.call("POST", "/payouts/files", { rail: "paypal_file", currency: "usd" });
    expect(file).toMatchObject({ rows: 3, sending: 3, total: { amount: "50.00" } });
    const listed = async (query: string) => (await payer.call("GET", `/payouts/files?${query}`))["data"];
    expect(await listed("rail=paypal_file&status=open")).toMatchObject([{ id: file["id"] }]);
    expect([await listed("rail=wise_file"), await listed("status=done")]).toEqual([[], []]);
    const read = await payer.call("GET", `/payouts/files/${file["id"]}`);
    const lines = String(read["content"]).trim().split("\r\n");
    expect(lines).toHaveLength(3);
    expect(lines).toContain(
      `${second?.id.toLowerCase()}@paypal.test,10.00,USD,${ids[1]},Your payout from ${await brandName()},PAYPAL`,
    );
    await payer.act(ids[0] ?? "", "fail", { reason: "no such account" });
    const confirmed = await payer.call("POST", `/payouts/files/${file["id"]}/confirm`, {
      reference: "batch 7",
    });
    expect(confirmed).toMatchObject({ sending: 0 });
    expect(await listed("status=done")).toMatchObject([{ id: file["id"] }]);
    expect(await Promise.all(ids.map(status))).toEqual(["failed", "paid", "paid"]);
    expect(await payer.ledger(first?.eventId ?? "")).toEqual(["P 20.00 accrual approved"]);
    const none = await payer.send("POST", "/payouts/files", {
      json: { rail: "paypal_file", currency: "USD" },
    });
    expect(none.status).toBe(409);
  });

  const brandName = async () => String((await payer.call("GET", "/settings"))["name"]);
});

describe("the partner's side", () => {
  test("a partner's key sees its own payouts, without the brand's notes, and moves nothing", async () => {
    const [partner, other] = [await payer.earner(), await payer.earner()];
    const [own, foreign] = [await planFor(partner.id), await planFor(other.id)];
    await payer.pay();
    const key = await payer.makePartnerKey(partner.id);
    const list = await payer.send("GET", "/payouts", { key });
    expect((list.json as { data: { id: string }[] }).data.map((one) => one.id)).toEqual([own]);
    const read = await payer.send("GET", `/payouts/${own}`, { key });
    expect(read.json).toMatchObject({
      status: "paid",
      steps: [],
      entries: [{ amount: { amount: "20.00" } }],
    });
    expect((await payer.send("GET", `/payouts/${foreign}`, { key })).status).toBe(404);
    expect((await payer.send("GET", `/partners/${other.id}/statements`, { key })).status).toBe(404);
    expect((await payer.send("POST", `/payouts/${own}/release`, { key })).status).toBe(403);
    expect((await payer.send("POST", "/payouts/run", { key, json: { preview: true } })).status).toBe(403);
  });

  test("a run that is asked for with a misspelt field is refused, and plans nothing", async () => {
    const partner = await payer.earner();
    const key = await payer.makePartnerKey(partner.id);
    const refused = await payer.send("POST", "/payouts/run", { json: { dryRun: true } });
    expect([refused.status, refused.json]).toMatchObject([400, { detail: [{ path: "dryRun" }] }]);
    expect((await payer.send("GET", "/payouts", { key })).json).toMatchObject({ data: [] });
  });

  test("a statement says what a month began with, what was earned, paid and came back, and what is left", async () => {
    const partner = await payer.earner();
    const id = await planFor(partner.id);
    await payer.pay();
    const [transfer] = (await payer.stripe.transfers.list({ transfer_group: id })).data;
    await payer.stripe.transfers.createReversal(transfer?.id ?? "", { amount: 300 });
    await payer.settle();
    await payer.sell(partner, "10.00");
    const month = new Date(payer.clock.now).toISOString().slice(0, 7);
    const statement = await payer.call("GET", `/partners/${partner.id}/statements/${month}`);
    const amounts = (of: Record<string, { amount: string }>, ...names: string[]) =>
      names.map((name) => of[name]?.amount);
    const [balance] = statement["balances"] as Record<string, { amount: string }>[];
    expect(amounts(balance ?? {}, "opening", "earned", "paid", "returned", "closing")).toEqual([
      "0.00",
      "22.00",
      "-20.00",
      "3.00",
      "5.00",
    ]);
    const lines = statement["lines"] as { kind: string; amount: { amount: string } }[];
    expect(lines.map((line) => `${line.kind} ${line.amount.amount}`).sort()).toEqual([
      "earned 2.00",
      "earned 20.00",
      "paid -20.00",
      "returned 3.00",
    ]);
    expect(await payer.call("GET", `/partners/${partner.id}/statements`)).toMatchObject({
      data: [{ month, closing: { amount: "5.00" } }],
    });
    const wrong = await payer.send("GET", `/partners/${partner.id}/statements/2026-13`);
    expect(wrong.json).toMatchObject({ error: "invalid_time" });
  });

  test("a payout's statement explains each entry, sums to what was sent, and is the partner's alone", async () => {
    const [partner, other] = [await payer.earner({ value: "49.00" }), await payer.earner()];
    await payer.event({ userId: partner.userId, type: "refund", value: "12.25", refundOf: partner.eventId });
    const [own, foreign] = [await planFor(partner.id), await planFor(other.id)];
    await payer.pay();
    await payer.sell(partner, "100.00");
    await payer.event({ userId: partner.userId, type: "refund", refundOf: partner.eventId });
    const second = await planFor(partner.id);
    await payer.pay();
    const key = await payer.makePartnerKey(partner.id);
    const read = async (id: string) => (await payer.send("GET", `/payouts/${id}/statement`, { key })).json;
    expect(await read(own)).toMatchObject({
      partner: { id: partner.id },
      payout: { status: "paid", amount: { amount: "7.35" } },
      entries: [
        {
          amount: { amount: "7.35" },
          eventType: "invoice_paid",
          why: "20 % of 36.75 USD, what is left of a sale of 49.00 USD.",
        },
      ],
      rest: { entries: 0, amount: { amount: "0.00" } },
      returns: [],
    });
    expect(await read(second)).toMatchObject({
      payout: { amount: { amount: "12.65" } },
      entries: [{ amount: { amount: "20.00" } }, { amount: { amount: "-7.35" }, kind: "clawback" }],
    });
    expect((await payer.send("GET", `/payouts/${foreign}/statement`, { key })).status).toBe(404);
  });

  test("what blocks a partner is said in words", async () => {
    const partner = await payer.earner({ account: false });
    const method = await payer.call("GET", `/partners/${partner.id}/payout-method`);
    expect(method).toMatchObject({
      preference: null,
      rail: "auto",
      blocked: expect.stringContaining("onboarding"),
    });
  });
});

describe("by itself", () => {
  test("a day of the schedule is planned once, however often and by however many it is looked at", async () => {
    await payer.call("PATCH", "/settings", { payoutSchedule: "monthly" });
    const partner = await payer.earner();
    const { services } = payer.world;
    payer.clock.now = Date.UTC(2026, 4, 1, 9);
    const counts = await Promise.all([1, 2, 3].map(() => planDue(services)));
    expect(counts.sort()).toEqual([0, 0, 1]);
    await payer.sell(partner, "100.00");
    expect(await planDue(services)).toBe(0);
    payer.clock.now = Date.UTC(2026, 5, 1, 9);
    expect(await planDue(services)).toBe(1);
    const list = await payer.call("GET", `/payouts?partnerId=${partner.id}`);
    expect(list["data"]).toHaveLength(2);
    await payer.pay();
  });

  test("reconciling learns of reversals that no webhook told of, and shows transfers that nobody booked", async () => {
    const partner = await payer.earner();
    const id = await planFor(partner.id);
    await payer.pay();
    const merchant = payer.sandbox.account(BRAND_KEY);
    const [transfer] = (await payer.stripe.transfers.list({ transfer_group: id })).data;
    payer.sandbox.change(merchant, () => reverse(merchant, transfer?.id ?? "", 100));
    const stray = await payer.stripe.transfers.create({
      amount: 700,
      currency: "usd",
      destination: String(transfer?.destination),
      transfer_group: id,
    });
    payer.clock.now += DAY_MS;
    const report = await reconcileBrand(payer.world.services, payer.world.brandId);
    const found = report?.findings.map(({ kind, transferId, repaired }) => ({ kind, transferId, repaired }));
    expect(found).toContainEqual({ kind: "reversal_learnt", transferId: transfer?.id, repaired: true });
    expect(found).toContainEqual({ kind: "stray_transfer", transferId: stray.id, repaired: false });
    expect(report?.findings.map(({ message }) => message)).toEqual(
      expect.arrayContaining([
        expect.stringContaining("1.00 USD of 20.00 USD"),
        expect.stringContaining("Stripe holds 7.00 USD that no payout"),
      ]),
    );
    expect(await status(id)).toBe("partially_reversed");
    const page = await payer.call("GET", "/payouts/reconciliations");
    expect(page["data"]).toMatchObject([{ id: report?.id, error: null }]);
    const again = await reconcileBrand(payer.world.services, payer.world.brandId);
    expect(again?.findings.map((finding) => finding.kind)).toEqual(["stray_transfer"]);
  });
});
