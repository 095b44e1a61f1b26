import Stripe from "stripe";
import { setReadiness } from "../connect/accounts";
import { book } from "../connect/purses";
import { openSandbox, type Sandbox, type SandboxOptions } from "../sandbox";

export const KEY = "sk_test_of_a_brand";
const START = Date.UTC(2026, 0, 1);

/** A sandbox with a clock of its own, and the official SDK on it. */
export type Shop = {
  sandbox: Sandbox;
  stripe: Stripe;
  clock: { now: number };
  /** A partner's account that transfers reach. */
  readyAccount(country?: string): Promise<string>;
  fund(currency: string, amount: number): void;
};

export function openShop(options: SandboxOptions = {}): Shop {
  const clock = { now: START };
  const sandbox = openSandbox({ clock: () => clock.now, seed: 1, ...options });
  const stripe = sdkOn(sandbox);
  return {
    sandbox,
    stripe,
    clock,
    async readyAccount(country = "US") {
      const { id } = await stripe.accounts.create({ type: "standard", country });
      const merchant = sandbox.account(KEY);
      sandbox.change(merchant, () => setReadiness(merchant, id, "ready"));
      return id;
    },
    fund(currency, amount) {
      const merchant = sandbox.account(KEY);
      sandbox.change(merchant, () => book(merchant, { amount, currency, source: "topup", type: "topup" }));
    },
  };
}

export function sdkOn(sandbox: Sandbox, key = KEY): Stripe {
  return new Stripe(key, {
    httpClient: Stripe.createFetchHttpClient(sandbox.fetch),
    maxNetworkRetries: 0,
    telemetry: false,
  });
}
