import { afterAll, beforeAll, expect, test } from "vitest";
import { syncAllPromotions } from "@/server/partner/promotion/sync";
import { HOUR_MS } from "@/server/platform/clock";
import { openStripeStory, type StripeStory } from "@/tests/support/brand/stripe";

let story: StripeStory;
beforeAll(async () => {
  story = await openStripeStory();
});
afterAll(() => story.drop());

const sync = () => syncAllPromotions(story.world.services);

async function program(code: string): Promise<{ programId: string; partnerId: string; couponId: string }> {
  const programId = await story.makeProgram();
  const partner = await story.partner(code, programId);
  const couponId = await story.make("/coupons", { partnerId: partner.id, programId, code });
  return { programId, partnerId: partner.id, couponId };
}

async function codes(
  programId: string,
): Promise<{ promotionCode: string | null; active: boolean; reason: string | null }[]> {
  return (await story.call("GET", `/programs/${programId}/reward`))["codes"] as never;
}

test("a partner's coupon becomes a promotion code that takes the reward off, and follows its coupon", async () => {
  const { programId, couponId } = await program("ADA");
  expect(await sync()).toBe(0);
  await story.call("PUT", `/programs/${programId}/reward`, { kind: "percent", value: "15", months: 3 });
  expect(await sync()).toBe(1);
  const [state] = await codes(programId);
  const made = await story.stripe.promotionCodes.retrieve(state?.promotionCode ?? "", {
    expand: ["promotion.coupon"],
  });
  expect(made).toMatchObject({
    code: "ADA",
    active: true,
    promotion: { coupon: { percent_off: 15, duration: "repeating", duration_in_months: 3 } },
  });
  await story.call("PATCH", `/coupons/${couponId}`, { status: "paused" });
  await sync();
  expect((await story.stripe.promotionCodes.retrieve(made.id)).active).toBe(false);
  await story.call("PATCH", `/coupons/${couponId}`, { status: "active" });
  await sync();
  expect((await story.stripe.promotionCodes.retrieve(made.id)).active).toBe(true);
  expect(await sync()).toBe(0);
});

test("another reward makes the code anew", async () => {
  const { programId } = await program("GRACE");
  await story.call("PUT", `/programs/${programId}/reward`, {
    kind: "amount",
    value: "5.00",
    currency: "EUR",
  });
  await sync();
  const [before] = await codes(programId);
  await story.call("PUT", `/programs/${programId}/reward`, { kind: "free_months", value: "2" });
  await sync();
  const [after] = await codes(programId);
  expect(after?.promotionCode).not.toBe(before?.promotionCode);
  expect((await story.stripe.promotionCodes.retrieve(before?.promotionCode ?? "")).active).toBe(false);
  const made = await story.stripe.promotionCodes.retrieve(after?.promotionCode ?? "", {
    expand: ["promotion.coupon"],
  });
  expect(made.promotion.coupon).toMatchObject({ percent_off: 100, duration_in_months: 2 });
});

test("a code that is switched off at Stripe pauses its coupon, and what Stripe told before does not wake it", async () => {
  const { programId, couponId } = await program("ALAN");
  await story.call("PUT", `/programs/${programId}/reward`, { kind: "percent", value: "5" });
  await sync();
  await story.settle();
  const [state] = await codes(programId);
  story.clock.now += 5_000;
  await story.stripe.promotionCodes.update(state?.promotionCode ?? "", { metadata: { seen: "yes" } });
  await story.sandbox.pump();
  const old = story.mail.splice(0);
  story.clock.now += 5_000;
  await story.stripe.promotionCodes.update(state?.promotionCode ?? "", { active: false });
  await story.settle();
  for (const webhook of old) await story.deliver(webhook);
  await story.workOff();
  const page = await story.call("GET", "/coupons?limit=100");
  const coupons = page["data"] as { id: string; status: string }[];
  expect(coupons.find(({ id }) => id === couponId)?.status).toBe("paused");
});

async function statusOf(couponId: string): Promise<string | undefined> {
  const coupons = (await story.call("GET", "/coupons?limit=100"))["data"] as { id: string; status: string }[];
  return coupons.find(({ id }) => id === couponId)?.status;
}

async function isOn(promotionCode: string): Promise<boolean> {
  return (await story.stripe.promotionCodes.retrieve(promotionCode)).active;
}

test("what was switched here and is told late, in whatever order, is not taken for a person's wish", async () => {
  const { programId, couponId } = await program("ECHO");
  await story.call("PUT", `/programs/${programId}/reward`, { kind: "percent", value: "5" });
  await sync();
  await story.settle();
  for (const status of ["paused", "active"]) {
    await story.call("PATCH", `/coupons/${couponId}`, { status });
    await sync();
  }
  await story.sandbox.pump();
  for (const webhook of story.mail.splice(0).reverse()) await story.deliver(webhook);
  await story.workOff();
  expect(await statusOf(couponId)).toBe("active");
  expect(await sync()).toBe(0);
});

test("a reward that is taken away is no longer given at Stripe, and can be given again", async () => {
  const { programId, couponId } = await program("GONE");
  await story.call("PUT", `/programs/${programId}/reward`, { kind: "percent", value: "5" });
  await sync();
  const [state] = await codes(programId);
  expect((await story.send("DELETE", `/programs/${programId}/reward`)).status).toBe(204);
  await sync();
  await story.settle();
  expect(await isOn(state?.promotionCode ?? "")).toBe(false);
  expect(await statusOf(couponId)).toBe("active");
  await story.call("PUT", `/programs/${programId}/reward`, { kind: "percent", value: "5" });
  await sync();
  expect(await isOn(state?.promotionCode ?? "")).toBe(true);
});

test("the code of a partner who was revoked takes nothing off until the partner is back", async () => {
  const { programId, partnerId } = await program("REVOKED");
  await story.call("PUT", `/programs/${programId}/reward`, { kind: "percent", value: "5" });
  await sync();
  const [state] = await codes(programId);
  await story.call("POST", `/partners/${partnerId}/revoke`, { reason: "spam" });
  await sync();
  expect(await isOn(state?.promotionCode ?? "")).toBe(false);
  await story.call("POST", `/partners/${partnerId}/reinstate`, {});
  await sync();
  expect(await isOn(state?.promotionCode ?? "")).toBe(true);
});

test("another Stripe account gets the codes too", async () => {
  const { programId } = await program("MOVED");
  await story.call("PUT", `/programs/${programId}/reward`, { kind: "percent", value: "5" });
  await sync();
  const [before] = await codes(programId);
  await story.call("PUT", "/stripe", { apiKey: "sk_test_another", webhookSecrets: ["whsec_another"] });
  await sync();
  const [after] = await codes(programId);
  expect(after).toMatchObject({ active: true, reason: null });
  expect(after?.promotionCode).not.toBe(before?.promotionCode);
  const there = [...story.sandbox.account("sk_test_another").store.all("promotion_code")];
  expect(there.find(({ code }) => code === "MOVED")).toMatchObject({
    id: after?.promotionCode,
    active: true,
  });
  expect((await story.send("DELETE", "/stripe")).status).toBe(204);
});

test("a code that belongs to another discount at Stripe is told, and tried again later", async () => {
  const coupon = await story.stripe.coupons.create({ percent_off: 50 });
  const taken = await story.stripe.promotionCodes.create({
    promotion: { type: "coupon", coupon: coupon.id },
    code: "TAKEN",
  });
  const { programId } = await program("TAKEN");
  await story.call("PUT", `/programs/${programId}/reward`, { kind: "percent", value: "5" });
  await sync();
  expect(await codes(programId)).toMatchObject([
    { promotionCode: null, reason: expect.stringContaining("belongs to another discount") },
  ]);
  await story.stripe.promotionCodes.update(taken.id, { active: false });
  story.clock.now += HOUR_MS;
  await sync();
  expect(await codes(programId)).toMatchObject([{ active: true, reason: null }]);
});

test.each([
  [{ kind: "percent", value: "0" }, "value"],
  [{ kind: "percent", value: "100.5" }, "value"],
  [{ kind: "amount", value: "5" }, "currency"],
  [{ kind: "amount", value: "5.001", currency: "USD" }, "value"],
  [{ kind: "amount", value: "5.005", currency: "KWD" }, "value"],
  [{ kind: "free_months", value: "1.5" }, "value"],
  [{ kind: "percent", value: "5", currency: "USD" }, "currency"],
])("the reward %j is refused for its %s", async (reward, path) => {
  const { programId } = await program(story.fresh("code"));
  const refused = await story.send("PUT", `/programs/${programId}/reward`, { json: reward });
  expect(refused.json).toMatchObject({ error: "invalid_body", detail: [{ path }] });
});
