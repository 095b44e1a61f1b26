import { expect, test } from "vitest";
import { KEY, openShop, type Shop } from "../testing/shop";

const DAY_MS = 86_400_000;

async function charged(shop: Shop, card = "pm_card_visa"): Promise<{ intent: string; charge: string }> {
  const intent = await shop.stripe.paymentIntents.create({
    amount: 10_000,
    currency: "usd",
    payment_method: card,
    confirm: true,
  });
  return { intent: intent.id, charge: String(intent.latest_charge) };
}

const told = (shop: Shop): string[] =>
  [...shop.sandbox.account(KEY).store.all("event")].map(({ type }) => type).slice(3);

test("refunds add up on their charge, to its amount and no further", async () => {
  const shop = openShop();
  const { charge, intent } = await charged(shop);
  await shop.stripe.refunds.create({ charge, amount: 2_500 });
  expect((await shop.stripe.charges.retrieve(charge)).refunded).toBe(false);
  await shop.stripe.refunds.create({ payment_intent: intent });
  const after = await shop.stripe.charges.retrieve(charge, { expand: ["refunds"] });
  expect(after).toMatchObject({ amount_refunded: 10_000, refunded: true });
  expect(after.refunds?.data.map(({ amount }) => amount)).toEqual([7_500, 2_500]);
  await expect(shop.stripe.refunds.create({ charge })).rejects.toMatchObject({
    code: "charge_already_refunded",
  });
  expect(told(shop)).toEqual(["refund.created", "charge.refunded", "refund.created", "charge.refunded"]);
});

test("some banks take a day over a refund, and some then give the money back to the brand", async () => {
  for (const [card, status, refunded] of [
    ["pm_card_pendingRefund", "succeeded", 4_000],
    ["pm_card_refundFail", "failed", 0],
  ] as const) {
    const shop = openShop();
    const { charge } = await charged(shop, card);
    const { id } = await shop.stripe.refunds.create({ charge, amount: 4_000 });
    expect((await shop.stripe.refunds.retrieve(id)).status).toBe("pending");
    shop.clock.now += DAY_MS;
    expect((await shop.stripe.refunds.retrieve(id)).status).toBe(status);
    expect((await shop.stripe.charges.retrieve(charge)).amount_refunded).toBe(refunded);
    expect((await shop.stripe.balance.retrieve()).available).toMatchObject([{ amount: 10_000 - refunded }]);
  }
});

test("a dispute takes the money until it is won", async () => {
  const shop = openShop();
  const { charge } = await charged(shop, "pm_card_createDispute");
  const [dispute] = (await shop.stripe.disputes.list({ charge })).data;
  expect(dispute).toMatchObject({ status: "needs_response", amount: 10_000 });
  expect((await shop.stripe.balance.retrieve()).available).toMatchObject([{ amount: 0 }]);
  const won = await shop.stripe.disputes.update(dispute?.id ?? "", {
    evidence: { uncategorized_text: "winning_evidence" },
    submit: true,
  });
  expect(won.status).toBe("won");
  expect((await shop.stripe.balance.retrieve()).available).toMatchObject([{ amount: 10_000 }]);
  await expect(shop.stripe.disputes.close(won.id)).rejects.toThrow(/closed/);
});

test("an inquiry moves no money", async () => {
  const shop = openShop();
  const { charge } = await charged(shop, "pm_card_createDisputeInquiry");
  const [inquiry] = (await shop.stripe.disputes.list({ charge })).data;
  expect(inquiry?.status).toBe("warning_needs_response");
  expect((await shop.stripe.balance.retrieve()).available).toMatchObject([{ amount: 10_000 }]);
});

test("a declined card is a card error, and its failed charge stays to be seen", async () => {
  const shop = openShop();
  await expect(charged(shop, "pm_card_chargeDeclined")).rejects.toMatchObject({
    type: "StripeCardError",
    code: "card_declined",
  });
  expect((await shop.stripe.charges.list()).data).toMatchObject([{ status: "failed", amount_captured: 0 }]);
});
