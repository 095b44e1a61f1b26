import { setReadiness } from "@/dev/stripe/connect/accounts";
import { book } from "@/dev/stripe/connect/purses";
import type { Fault } from "@/dev/stripe/core/faults";
import type { Merchant } from "@/dev/stripe/core/merchant";
import { openSandbox, type Sandbox } from "@/dev/stripe/sandbox";
import type { Random } from "@/server/demo/history/random";
import { openStripe } from "@/server/stripe/client";
import type { Transfers } from "@/server/stripe/connect/transfer";
import { transfersOn } from "@/server/stripe/connect/transfers";

const KEY = "sk_test_of_a_simulation";

/** Stripe as a schedule meets it: the local one in this process, asked through the official library. */
export type SimulatedStripe = {
  sandbox: Sandbox;
  merchant: Merchant;
  transfers: Transfers;
  /** From 0 to 1: how many requests go wrong. */
  trouble: number;
  account(): Promise<string>;
  setReady(account: string, ready: boolean): void;
  fund(currency: string, amount: number): void;
  /** What arrives of the webhooks that are due. */
  webhooks(): Promise<Record<string, unknown>[]>;
};

const FAULTS: readonly [Fault, ...Fault[]] = [
  { kind: "no_answer", afterEffect: false },
  { kind: "no_answer", afterEffect: true },
  { kind: "status", status: 409 },
  { kind: "status", status: 429 },
  { kind: "status", status: 500 },
  { kind: "status", status: 500, afterEffect: true },
  { kind: "status", status: 502 },
  { kind: "status", status: 503, afterEffect: true },
];

/** Those after which nobody can know, and a webhook does not tell. */
const TREACHEROUS: readonly [Fault, ...Fault[]] = [
  { kind: "no_answer", afterEffect: true },
  { kind: "status", status: 500, afterEffect: true },
];

export async function openStripeFor(random: Random, clock: () => number): Promise<SimulatedStripe> {
  const arrived: Record<string, unknown>[] = [];
  const faults = random.chance(0.25) ? TREACHEROUS : FAULTS;
  const sandbox = openSandbox({
    clock,
    seed: random.whole(1, 2 ** 30),
    fault: () => (random.chance(stripe.trouble) ? random.pick(faults) : null),
    deliver: async ({ payload }) => {
      arrived.push(JSON.parse(payload));
      return 200;
    },
  });
  const merchant = sandbox.account(KEY);
  const client = openStripe({ apiKey: KEY, fetch: sandbox.fetch });
  const stripe: SimulatedStripe = {
    sandbox,
    merchant,
    transfers: transfersOn(client, "brand"),
    trouble: 0,
    async account() {
      const { id } = await client.accounts.create({ type: "standard", country: "US" });
      stripe.setReady(id, true);
      return id;
    },
    setReady: (account, ready) =>
      void sandbox.change(merchant, () => setReadiness(merchant, account, ready ? "ready" : "restricted")),
    fund: (currency, amount) =>
      void sandbox.change(merchant, () =>
        book(merchant, { amount, currency, source: "topup", type: "topup" }),
      ),
    async webhooks() {
      await sandbox.pump();
      return arrived.splice(0);
    },
  };
  await client.webhookEndpoints.create({
    url: "http://brand.test",
    enabled_events: ["transfer.created", "transfer.reversed", "transfer.updated"],
  });
  sandbox.courier(KEY).manner = {
    order: random.chance(0.5) ? "shuffled" : "in_order",
    copies: random.chance(0.5) ? [1, 3] : [1, 1],
    delayMs: random.chance(0.5) ? 0 : random.whole(1, 48) * 3_600_000,
    lost: random.pick([0, 0, random.next(), 1]),
  };
  return stripe;
}
