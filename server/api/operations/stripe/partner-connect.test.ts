import { afterAll, beforeAll, expect, test } from "vitest";
import type { Readiness } from "@/dev/stripe/connect/account";
import { setReadiness } from "@/dev/stripe/connect/accounts";
import { caller } from "@/server/api/trpc/router";
import type { Actor } from "@/server/auth/context";
import { DAY_MS, MINUTE_MS } from "@/server/platform/clock";
import { newId, parseId } from "@/server/platform/ids";
import { openStripeStory, type StripeStory } from "@/tests/support/brand/stripe";

let story: StripeStory;
beforeAll(async () => {
  story = await openStripeStory();
});
afterAll(() => story.drop());

function become(account: string, readiness: Readiness): void {
  const merchant = story.sandbox.account("sk_test_of_the_brand");
  story.sandbox.change(merchant, () => setReadiness(merchant, account, readiness));
}

test("a partner is led to Stripe, and is ready when Stripe says so by webhook", async () => {
  const id = await story.makePartner();
  expect(await story.call("GET", `/partners/${id}/connect`)).toMatchObject({
    stage: "none",
    mode: "sandbox",
  });
  const needed = await story.send("POST", `/partners/${id}/connect`, { json: {} });
  expect(needed.json).toMatchObject({ error: "invalid_body", detail: [{ path: "country" }] });

  const link = await story.call("POST", `/partners/${id}/connect`, { country: "de" });
  expect(link["url"]).toContain("/connect/acct_");
  expect(await story.call("GET", `/partners/${id}/connect`)).toMatchObject({
    stage: "begun",
    country: "DE",
    blockers: expect.arrayContaining(["Stripe asks for a bank account to pay out to."]),
    wayOut: expect.stringContaining("open the link again"),
  });
  become(String(link["account"]), "restricted");
  story.clock.now += 1_000;
  await story.settle();
  expect(await story.call("GET", `/partners/${id}/connect`)).toMatchObject({
    stage: "restricted",
    blockers: ["Stripe asks for a document that proves who this is."],
  });
  become(String(link["account"]), "ready");
  story.clock.now += 1_000;
  await story.settle();
  expect(await story.call("GET", `/partners/${id}/connect`)).toMatchObject({
    stage: "ready",
    blockers: [],
    wayOut: null,
  });
});

test("a webhook that is lost is made up for by looking, and one that comes late changes nothing", async () => {
  const id = await story.makePartner();
  const { account } = await story.call("POST", `/partners/${id}/connect`, { country: "US" });
  become(String(account), "restricted");
  await story.sandbox.pump();
  const late = story.mail.splice(0);
  story.clock.now += 5 * MINUTE_MS;
  become(String(account), "ready");
  expect(await story.call("GET", `/partners/${id}/connect`)).toMatchObject({ stage: "ready" });
  story.clock.now -= 5 * MINUTE_MS;
  for (const webhook of late) await story.deliver(webhook);
  story.clock.now += 5 * MINUTE_MS;
  await story.workOff();
  expect(await story.call("GET", `/partners/${id}/connect`)).toMatchObject({ stage: "ready" });
});

test("an account that Stripe restricts is known to be so within a day, also when the webhook is lost", async () => {
  const id = await story.makePartner();
  const { account } = await story.call("POST", `/partners/${id}/connect`, { country: "US" });
  become(String(account), "ready");
  await story.settle(5 * MINUTE_MS);
  expect(await story.call("GET", `/partners/${id}/connect`)).toMatchObject({ stage: "ready" });
  become(String(account), "restricted");
  await story.sandbox.pump();
  story.mail.splice(0);
  story.clock.now += DAY_MS + MINUTE_MS;
  expect(await story.call("GET", `/partners/${id}/connect`)).toMatchObject({ stage: "restricted" });
  expect(await story.call("GET", `/partners/${id}/payout-method`)).toMatchObject({
    blocked: expect.stringContaining("Stripe asks the partner for more"),
  });
});

test("a country that transfers do not reach is told before anything is made, with the ways that do", async () => {
  const id = await story.makePartner();
  const refused = await story.send("POST", `/partners/${id}/connect`, { json: { country: "BR" } });
  expect(refused.status).toBe(409);
  expect(refused.json).toMatchObject({
    error: "country_unreachable",
    message: expect.stringMatching(/do not reach Brazil\. The partner can be paid through PayPal/),
    detail: { rails: ["paypal_file", "wise_file", "manual"] },
  });
  expect(await story.call("GET", `/partners/${id}/connect`)).toMatchObject({ stage: "none" });
});

test("a country that transfers do not reach is told to the partner as to themselves", async () => {
  const id = await story.makePartner();
  const { services, brandId } = story.world;
  const partnerId = parseId(id) ?? newId();
  const actor: Actor = { kind: "portal", brandId, sessionId: newId(), partnerId, email: "in@partners.test" };
  const refused = caller({ services, actor }).partnerConnect.connectPartner({ id, country: "BR" });
  await expect(refused).rejects.toMatchObject({
    message: expect.stringMatching(/do not reach Brazil\. You can be paid through PayPal, Wise or by hand/),
  });
});

test("asking again gives a new link to the same account, to partners who are signed in, for themselves", async () => {
  const [id, other] = [await story.makePartner(), await story.makePartner()];
  const first = await story.call("POST", `/partners/${id}/connect`, { country: "FR" });
  const { services, brandId } = story.world;
  const partnerId = parseId(id) ?? newId();
  const actor: Actor = { kind: "portal", brandId, sessionId: newId(), partnerId, email: "in@partners.test" };
  const { connectPartner } = caller({ services, actor }).partnerConnect;
  expect(await connectPartner({ id })).toMatchObject({ account: first["account"] });
  await expect(connectPartner({ id: other, country: "FR" })).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("a partner's key sees how far its partner is, and says nothing about where the money goes", async () => {
  const [id, other] = [await story.makePartner(), await story.makePartner()];
  const key = await story.makePartnerKey(id);
  expect((await story.send("GET", `/partners/${id}/connect`, { key })).status).toBe(200);
  expect((await story.send("GET", `/partners/${other}/connect`, { key })).status).toBe(404);
  const refused = await story.send("POST", `/partners/${id}/connect`, { key, json: { country: "FR" } });
  expect([refused.status, refused.json]).toMatchObject([403, { error: "forbidden_scope" }]);
});

test("the partner is told by mail, once, that an account of theirs can be paid now", async () => {
  const id = await story.makePartner();
  const { account } = await story.call("POST", `/partners/${id}/connect`, { country: "US" });
  const told = () =>
    story.world.database.asSystem(
      "install",
      (sql) => sql<{ payload: unknown }[]>`
        select payload from outbox where topic = 'partner.stripe_ready' and payload->>'partnerId' = ${id}`,
    );
  become(String(account), "restricted");
  story.clock.now += 5 * MINUTE_MS;
  await story.settle();
  expect(await told()).toEqual([]);
  become(String(account), "ready");
  await story.settle(5 * MINUTE_MS);
  await story.call("GET", `/partners/${id}/connect`);
  expect((await told()).map(({ payload }) => payload)).toEqual([{ partnerId: id }]);
});

test("a partner's account counts with the Stripe account that it was connected to, and with no other", async () => {
  const id = await story.makePartner();
  const { account } = await story.call("POST", `/partners/${id}/connect`, { country: "US" });
  become(String(account), "ready");
  story.clock.now += 5 * MINUTE_MS;
  expect(await story.call("GET", `/partners/${id}/connect`)).toMatchObject({ stage: "ready" });
  await story.call("PUT", "/stripe", { apiKey: "sk_test_another", webhookSecrets: ["whsec_another"] });
  expect(await story.call("GET", `/partners/${id}/connect`)).toMatchObject({ stage: "none", account: null });
  expect(await story.call("GET", `/partners/${id}/payout-method`)).toMatchObject({
    blocked: "The partner has not connected a Stripe account: send an onboarding link.",
  });
  const link = await story.call("POST", `/partners/${id}/connect`, { country: "US" });
  expect(link["account"]).not.toBe(account);
  expect(await story.call("GET", `/partners/${id}/connect`)).toMatchObject({ stage: "begun" });
});
