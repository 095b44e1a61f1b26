import { eventIn } from "@/dev/stripe/webhooks/events";
import { signatureOf } from "@/dev/stripe/webhooks/signature";
import { takeStripeWebhook } from "@/server/api/webhooks-in/stripe";
import type { Random } from "@/server/demo/history/random";
import { setClock } from "@/server/platform/clock";
import { makeApi } from "@/tests/support/api";
import { openShop } from "@/tests/support/brand/shop";
import { workOffStripe } from "../work-off";
import { codeOf, PARTNERS, YEAR_KEY, type Year } from "./year";

const SECRET = "whsec_of_a_year";
/** Autovacuum, which is off in tests, would look at tables that grow about as often. Without it a year takes hours. */
const ANALYZE_EVERY = 500;

/** One way in which a year's webhooks arrive. */
export type Arrival = {
  /** The order of the events' numbers, with as many copies of each as arrive. */
  order: readonly number[];
  /** The API version of each number. */
  version: (event: number) => string;
  /** How many arrive before what has arrived is worked off. */
  burst: () => number;
};

/** What a year's webhooks come to in a database of their own: the ledger, entry sums by event, partner and currency. */
export async function replay(
  year: Year,
  arrival: Arrival,
): Promise<{ ledger: Map<string, bigint>; failed: number }> {
  const restore = setClock(() => year.end);
  const shop = await openShop({
    stripe: {
      fallback: { source: "sandbox", apiKey: YEAR_KEY, webhookSecrets: [SECRET] },
      fetch: year.sandbox.fetch,
    },
  });
  try {
    const { services, brandId, database } = shop.world;
    const partners = await roster(shop, year);
    const { api } = makeApi(shop.world);
    let left = arrival.burst();
    let sinceAnalyzed = 0;
    for (const number of arrival.order) {
      if (++sinceAnalyzed === ANALYZE_EVERY) {
        sinceAnalyzed = 0;
        await database.sql`analyze`;
      }
      await takeStripeWebhook(api, signed(year, number, arrival.version(number)), () => undefined);
      if (--left > 0) continue;
      await workOffStripe(services, brandId);
      left = arrival.burst();
    }
    await workOffStripe(services, brandId);
    const rows = await database.asSystem(
      "install",
      (sql) => sql<{ name: string; partnerId: string; sum: bigint }[]>`
        select e.type || ' ' || e.external_id || ' ' || c.rule_id || ' ' || c.currency as name, c.partner_id as "partnerId",
          sum(c.amount_minor)::bigint as sum
        from commissions c join events e on e.brand_id = c.brand_id and e.id = c.event_id
        where c.status <> 'reversed' group by 1, 2 having sum(c.amount_minor) <> 0`,
    );
    const ledger = new Map(rows.map((row) => [`${row.name} ${partners.indexOf(row.partnerId)}`, row.sum]));
    const [inbox] = await database.asSystem(
      "install",
      (sql) =>
        sql<{ failed: number }[]>`select count(*)::int as failed from stripe_events where status <> 'done'`,
    );
    return { ledger: new Map([...ledger].sort(([a], [b]) => (a < b ? -1 : 1))), failed: inbox?.failed ?? 0 };
  } finally {
    await shop.drop();
    restore();
  }
}

type Shop = Awaited<ReturnType<typeof openShop>>;

/** The program, its partners with a coupon each, and the clicks of the year. Gives back the partners' ids by number. */
async function roster(shop: Shop, year: Year): Promise<string[]> {
  const programId = await shop.makeProgram({
    terms: {
      attributionModel: "linear",
      holdbackDays: 0,
      rules: [
        {
          id: "invoices",
          trigger: "every",
          eventType: "invoice_paid",
          kind: "percent",
          value: "20",
          months: 6,
        },
        { id: "payments", trigger: "every", eventType: "payment", kind: "percent", value: "12.5" },
        { id: "leads", trigger: "every", eventType: "signup", kind: "fixed", value: "3", currency: "USD" },
        {
          id: "trials",
          trigger: "first",
          eventType: "subscription_created",
          kind: "fixed",
          value: "7",
          currency: "EUR",
        },
      ],
    },
  });
  const partners: string[] = [];
  const codes: string[] = [];
  for (let partner = 0; partner < PARTNERS; partner++) {
    const id = await shop.makePartner([programId]);
    partners.push(id);
    codes.push(String((await shop.call("POST", "/links", { partnerId: id, programId }))["code"]));
    await shop.call("POST", "/coupons", { partnerId: id, programId, code: codeOf(partner) });
  }
  for (const click of year.clicks) {
    await shop.call("POST", "/clicks", { id: click.id, code: codes[click.partner], ts: click.ts });
  }
  return partners;
}

function signed(year: Year, number: number, version: string) {
  const stored = year.merchant.need("event", year.eventIds[number] ?? "");
  const payload = JSON.stringify(eventIn(year.merchant, stored, version));
  const signature = signatureOf(payload, SECRET, Math.floor(year.end / 1_000));
  return {
    method: "POST",
    path: "/api/webhooks/stripe",
    query: new URLSearchParams(),
    ip: "192.0.2.1",
    header: (name: string) => (name === "stripe-signature" ? signature : undefined),
    body: async () => Buffer.from(payload),
  };
}

/** Every event one to three times, in an order of its own. */
export function shuffled(count: number, random: Random): number[] {
  const copies = Array.from({ length: count }, (_, number) => number).flatMap((number) =>
    Array<number>(random.whole(1, 3)).fill(number),
  );
  for (let last = copies.length - 1; last > 0; last--) {
    const other = random.whole(0, last);
    [copies[last], copies[other]] = [copies[other] ?? 0, copies[last] ?? 0];
  }
  return copies;
}
