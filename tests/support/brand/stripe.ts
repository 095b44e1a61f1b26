import type Stripe from "stripe";
import { applyCode, completeSession } from "@/dev/stripe/checkout/complete";
import { openSandbox, type Sandbox } from "@/dev/stripe/sandbox";
import { sdkOn } from "@/dev/stripe/testing/shop";
import { takeStripeWebhook } from "@/server/api/webhooks-in/stripe";
import { workOffStripe } from "@/server/jobs/stripe/work-off";
import { setClock } from "@/server/platform/clock";
import { makeApi, type TestApi } from "../api";
import { openStory, type Story } from "./story";

const KEY = "sk_test_of_the_brand";

export type Webhook = { payload: string; signature: string; type: string };

/** A brand whose Stripe account is the sandbox, on one clock that tests move. */
export type StripeStory = Story & {
  sandbox: Sandbox;
  stripe: Stripe;
  clock: { now: number };
  /** What the sandbox sent and nobody has taken to the door yet. */
  mail: Webhook[];
  /** Puts a webhook through the door, as Stripe would; resolves to the status. */
  deliver(webhook: Pick<Webhook, "payload" | "signature">, slug?: string): Promise<number>;
  workOff(): Promise<number>;
  /** Lets time pass, everything happen, and all webhooks arrive and be worked off. */
  settle(ms?: number): Promise<void>;
  /** A person fills in the checkout's page. */
  buy(session: string, filled?: { card?: string; email?: string; code?: string }): void;
};

export async function openStripeStory(start = Date.UTC(2026, 2, 1, 12)): Promise<StripeStory> {
  const clock = { now: start };
  const restore = setClock(() => clock.now);
  const mail: Webhook[] = [];
  const webhookSecrets: string[] = [];
  const sandbox = openSandbox({
    clock: () => clock.now,
    seed: 7,
    deliver: async (webhook) => {
      mail.push(webhook);
      return 200;
    },
  });
  const stripe = sdkOn(sandbox, KEY);
  const story = await openStory({
    stripe: { fallback: { source: "sandbox", apiKey: KEY, webhookSecrets }, fetch: sandbox.fetch },
  });
  for (const connect of [false, true]) {
    const endpoint = await stripe.webhookEndpoints.create({
      url: "http://brand.test",
      enabled_events: ["*"],
      connect,
    });
    webhookSecrets.push(endpoint.secret ?? "");
  }
  const { api } = makeApi(story.world);
  const merchant = sandbox.account(KEY);
  const made: StripeStory = {
    ...story,
    sandbox,
    stripe,
    clock,
    mail,
    deliver: (webhook, slug) => deliver(api, webhook, slug),
    workOff: () => workOffStripe(story.world.services, story.world.brandId),
    async settle(ms = 0) {
      clock.now += ms;
      sandbox.tick();
      await sandbox.pump();
      for (const webhook of mail.splice(0)) await deliver(api, webhook);
      await made.workOff();
    },
    buy(session, { card = "4242424242424242", email = "ada@example.com", code } = {}) {
      if (code !== undefined) sandbox.change(merchant, () => applyCode(merchant, session, code));
      sandbox.change(merchant, () => completeSession(merchant, session, { email, name: "Ada", card }));
    },
    async drop() {
      await story.drop();
      restore();
    },
  };
  return made;
}

async function deliver(
  api: TestApi["api"],
  webhook: Pick<Webhook, "payload" | "signature">,
  slug?: string,
): Promise<number> {
  const reply = await takeStripeWebhook(
    api,
    {
      method: "POST",
      path: `/api/webhooks/stripe${slug === undefined ? "" : `/${slug}`}`,
      query: new URLSearchParams(),
      ip: "192.0.2.1",
      header: (name) => (name === "stripe-signature" ? webhook.signature : undefined),
      body: async () => Buffer.from(webhook.payload),
    },
    () => undefined,
  );
  return reply.status;
}
