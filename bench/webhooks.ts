import postgres from "postgres";
import { signatureOf } from "@/dev/stripe/webhooks/signature";
import { openServer } from "@/server/api/services";
import { takeStripeWebhook } from "@/server/api/webhooks-in/stripe";
import { workOffStripe } from "@/server/jobs/stripe/work-off";
import { DAY_MS, now, SECOND_MS } from "@/server/platform/clock";
import { parseEnvironment } from "@/server/platform/env";
import { newId } from "@/server/platform/ids";
import { makeLog } from "@/server/platform/log";
import { secretsFrom } from "@/server/platform/secrets";
import { writeFacts } from "./ours/facts";
import { rederive } from "./ours/settle";
import { openShop } from "./ours/shop";
import { withCluster } from "./support/cluster";
import { paidInvoices } from "./support/events";
import { count, line, ratio } from "./support/report";
import { interleave } from "./support/rounds";
import { median } from "./support/statistics";

// Stripe's webhooks, signed: taken into the inbox beside one bare INSERT of the same bytes, then worked off into the ledger.

const quick = process.argv.includes("--quick");
const VOLUME = { customers: quick ? 2_000 : 50_000, clicksEach: 1, eventsEach: 1 };
const ROUNDS = quick ? 3 : 7;
const EACH = quick ? 400 : 4_000;
const AT_ONCE = 64;
const POOL = 16;
const SINCE_DAYS = 40;
const SECRET = "whsec_of_measurements";

console.log(`Webhooks of paid invoices, ${AT_ONCE} at once, pool of ${POOL}`);
await withCluster(async (scratch) => {
  const since = now() - SINCE_DAYS * DAY_MS;
  const url = await scratch.makeDatabase("ours");
  const shop = await openShop(url, since);
  await writeFacts(url, shop, VOLUME, since);
  await rederive(url, shop);
  const server = await openServer({
    env: parseEnvironment({ STRIPE_API_KEY: "sk_test_of_measurements", STRIPE_WEBHOOK_SECRET: SECRET }),
    databaseUrl: url,
    secrets: secretsFrom(Buffer.alloc(32, 7), "op_a_key_that_only_measurements_know"),
    log: makeLog("warn"),
  });
  const bare = postgres(await scratch.makeDatabase("bare"), { max: POOL });
  await bare`create table inbox (id text primary key, payload text not null)`;
  const invoice = paidInvoices(VOLUME.customers);
  const next = (): string => eventOf(invoice());

  const rounds = await interleave(
    {
      insert: () =>
        rate((payload) => bare`insert into inbox (id, payload) values (${newId()}, ${payload})`, next),
      ours: async () => {
        const intake = await rate(
          (payload) => takeStripeWebhook(server.api, request(payload), () => undefined),
          next,
        );
        const start = performance.now();
        const looked = await workOffStripe(server.services, shop.brandId);
        if (looked !== EACH) throw new Error(`${looked} events of ${EACH} were worked off`);
        return { ...intake, workedOff: looked / ((performance.now() - start) / SECOND_MS) };
      },
    },
    ROUNDS,
  );
  await bare.end();
  await server.close();

  const show = (label: string, values: readonly number[]): void => line(label, `${count(median(values))}/s`);
  show(
    "one INSERT each",
    rounds.map(({ insert }) => insert.perSecond),
  );
  show(
    "taken in: signature, brand, inbox",
    rounds.map(({ ours }) => ours.perSecond),
  );
  show(
    "worked off: customer, sale, ledger",
    rounds.map(({ ours }) => ours.workedOff),
  );
  ratio(
    "taken in, to one INSERT each",
    rounds.map(({ ours, insert }) => ours.perSecond / insert.perSecond),
  );
});

type Rates = { perSecond: number; workedOff: number };

/** Sends `EACH` payloads, `AT_ONCE` at a time. */
async function rate(send: (payload: string) => PromiseLike<unknown>, next: () => string): Promise<Rates> {
  const payloads = Array.from({ length: EACH }, next);
  const start = performance.now();
  const work = async (): Promise<void> => {
    for (let payload = payloads.pop(); payload !== undefined; payload = payloads.pop()) await send(payload);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { workedOff: 0, perSecond: EACH / ((performance.now() - start) / SECOND_MS) };
}

/** About as much as Stripe sends of an invoice with one line. */
function eventOf({ userId = "", value = "" }: Record<string, string>): string {
  const cents = Math.round(Number(value) * 100);
  const paidAt = Math.floor(now() / SECOND_MS);
  const id = newId();
  return JSON.stringify({
    id: `evt_${id}`,
    object: "event",
    type: "invoice.paid",
    created: paidAt,
    data: {
      object: {
        id: `in_${id}`,
        object: "invoice",
        customer: `cus_${userId}`,
        currency: "usd",
        total: cents,
        amount_paid: cents,
        metadata: { openpartner_user_id: userId },
        status_transitions: { paid_at: paidAt },
        // What is in a real one and is not read.
        description: "x".repeat(2_500),
      },
    },
  });
}

function request(payload: string) {
  const signature = signatureOf(payload, SECRET, Math.floor(now() / SECOND_MS));
  return {
    method: "POST",
    path: "/api/webhooks/stripe",
    query: new URLSearchParams(),
    ip: "192.0.2.1",
    header: (name: string) => (name === "stripe-signature" ? signature : undefined),
    body: async () => Buffer.from(payload),
  };
}
