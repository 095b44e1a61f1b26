import { afterAll, beforeAll, expect, test } from "vitest";
import { HOUR_MS, MINUTE_MS } from "@/server/platform/clock";
import { openStripeStory, type StripeStory } from "@/tests/support/brand/stripe";

let story: StripeStory;
beforeAll(async () => {
  story = await openStripeStory();
});
afterAll(() => story.drop());

type Listed = { stripeId: string; status: string; reason: string | null; attempts: number };

async function listed(status?: string): Promise<Listed[]> {
  const page = await story.call("GET", `/stripe/events?limit=100${status ? `&status=${status}` : ""}`);
  return page["data"] as Listed[];
}

function signed(event: object, options: { secret?: string; ageSeconds?: number } = {}) {
  const payload = JSON.stringify(event);
  const secret = options.secret ?? story.world.services.stripe.fallback?.webhookSecrets[0] ?? "";
  const timestamp = Math.floor(story.clock.now / 1_000) - (options.ageSeconds ?? 0);
  return {
    payload,
    signature: story.stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp }),
  };
}

const event = (id: string, type: string, object: object) => ({
  id,
  object: "event",
  type,
  created: Math.floor(story.clock.now / 1_000),
  data: { object },
});

const invoice = (id: string, more: object = {}) => ({
  id,
  object: "invoice",
  customer: "cus_inbox",
  currency: "usd",
  total: 5_000,
  amount_paid: 5_000,
  status_transitions: { paid_at: Math.floor(story.clock.now / 1_000) },
  ...more,
});

test("only what one of the secrets signed within five minutes is kept", async () => {
  const paid = event("evt_signed", "invoice.paid", invoice("in_signed"));
  expect(await story.deliver({ ...signed(paid), signature: "t=1,v1=00" })).toBe(400);
  expect(await story.deliver(signed(paid, { secret: "whsec_of_somebody" }))).toBe(400);
  expect(await story.deliver(signed(paid, { ageSeconds: 301 }))).toBe(400);
  const good = signed(paid);
  expect(await story.deliver({ ...good, payload: good.payload.replace("5000", "5001") })).toBe(400);
  expect(await listed()).toEqual([]);
  for (const slug of [undefined, "home"]) expect(await story.deliver(good, slug)).toBe(200);
  expect(await story.deliver(good, "nobody")).toBe(404);
  expect(await story.workOff()).toBe(1);
  expect(await listed()).toMatchObject([{ stripeId: "evt_signed", status: "done" }]);
});

test("an event that fails is kept with its reason, tried again ever later, and can be run again by a person", async () => {
  await story.deliver(signed(event("evt_bad", "invoice.paid", invoice("in_bad", { currency: "zzz" }))));
  await story.deliver(signed(event("evt_good", "invoice.paid", invoice("in_good"))));
  await story.workOff();
  const states = new Map((await listed()).map((one) => [one.stripeId, one]));
  expect(states.get("evt_good")?.status).toBe("done");
  expect(states.get("evt_bad")).toMatchObject({
    status: "waiting",
    attempts: 1,
    reason: expect.stringContaining("ZZZ"),
  });
  expect(await story.workOff()).toBe(0);
  story.clock.now += MINUTE_MS;
  expect(await story.workOff()).toBe(1);
  for (let attempt = 0; attempt < 8; attempt++) {
    story.clock.now += 25 * HOUR_MS;
    await story.workOff();
  }
  expect(await listed("failed")).toMatchObject([{ stripeId: "evt_bad", attempts: 9 }]);
  expect(await story.call("POST", "/stripe/events/run-again", {})).toEqual({ again: 1 });
  expect(await listed("failed")).toEqual([]);
});

test("a refund whose sale nobody knows yet waits, and is worked off as soon as its sale comes", async () => {
  const refund = { id: "re_early", object: "refund", amount: 1_250, currency: "usd", status: "succeeded" };
  const created = Math.floor(story.clock.now / 1_000);
  await story.deliver(
    signed(
      event("evt_refund", "refund.created", {
        ...refund,
        created,
        payment_intent: "pi_early",
        charge: "ch_early",
      }),
    ),
  );
  await story.workOff();
  expect(await listed("waiting")).toContainEqual(
    expect.objectContaining({ stripeId: "evt_refund", reason: expect.stringContaining("pi_early") }),
  );
  const payments = {
    object: "list",
    data: [{ payment: { type: "payment_intent", payment_intent: "pi_early" } }],
  };
  await story.deliver(signed(event("evt_early", "invoice.paid", invoice("in_early", { payments }))));
  await story.workOff();
  expect((await listed()).find((one) => one.stripeId === "evt_refund")?.status).toBe("done");
});

test("what happened in live mode makes nothing while no live account is connected", async () => {
  const live = { ...event("evt_live", "invoice.paid", invoice("in_live")), livemode: true };
  const account = {
    ...event("evt_account", "account.updated", { id: "acct_1", object: "account" }),
    livemode: true,
  };
  await story.deliver(signed(live));
  await story.deliver(signed(account));
  await story.deliver(signed({ ...event("evt_play", "invoice.paid", invoice("in_play")), livemode: false }));
  await story.workOff();
  const states = new Map((await listed()).map((one) => [one.stripeId, one]));
  for (const id of ["evt_live", "evt_account"]) {
    expect(states.get(id)).toMatchObject({ status: "done", reason: expect.stringContaining("in live mode") });
  }
  expect(states.get("evt_play")).toMatchObject({ status: "done", reason: null });
  const events = await story.world.database.asSystem(
    "install",
    (sql) => sql<{ externalId: string }[]>`
      select external_id as "externalId" from events where external_id in ('in_live', 'in_play')`,
  );
  expect(events.map(({ externalId }) => externalId)).toEqual(["in_play"]);
});

test("without a signing secret the door is closed", async () => {
  const { fallback } = story.world.services.stripe;
  const secrets = fallback?.webhookSecrets as string[];
  const kept = secrets.splice(0);
  expect(await story.deliver({ payload: "{}", signature: "" })).toBe(503);
  secrets.push(...kept);
});
