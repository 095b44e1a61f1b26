import type { Tx } from "@/server/platform/postgres/database";
import type { Secrets } from "@/server/platform/secrets";
import { openStripe, type StripeClient } from "./client";
import { loadConnection } from "./store";

/** The account for brands that connected none of their own: the environment's, or the local sandbox. */
export type StripeFallback = {
  source: "environment" | "sandbox";
  apiKey: string;
  apiBase?: string | undefined;
  webhookSecrets: readonly string[];
};

/** How processes reach Stripe. */
export type StripeDoor = {
  /** Null where a brand has to connect its own account. */
  readonly fallback: StripeFallback | null;
  /** Instead of api.stripe.com, for brands' own accounts. */
  readonly apiBase?: string | undefined;
  /** Instead of the network: a sandbox in this process. */
  readonly fetch?: typeof fetch;
};

/** A brand's way to Stripe. */
export type StripeConnection = {
  /** `sandbox`: nothing of it is real. */
  mode: "live" | "test" | "sandbox";
  source: "brand" | StripeFallback["source"];
  /**
   * Names the account and its mode: the same while keys are replaced, where that is known. Test and live mode of one account share its id
   * and nothing else.
   */
  account: string;
  client: StripeClient;
  webhookSecrets: readonly string[];
  /** Whether partners earn on tax and shipping too. */
  keepsTax: boolean;
  keepsShipping: boolean;
};

type Deps = { readonly stripe: StripeDoor; readonly secrets: Secrets };

/** The account of the transaction's brand; null when there is none. Opens no connection: the client does when it is used. */
export async function stripeOf(deps: Deps, tx: Tx): Promise<StripeConnection | null> {
  const row = await loadConnection(tx);
  const settings = { keepsTax: row?.keepsTax ?? false, keepsShipping: row?.keepsShipping ?? false };
  if (row?.apiKey) {
    const apiKey = deps.secrets.decrypt(row.apiKey);
    const mode = modeOfKey(apiKey);
    return {
      ...settings,
      mode,
      source: "brand",
      account: `${mode} ${row.account ?? "brand"}`,
      client: clientFor(deps.stripe, apiKey, deps.stripe.apiBase),
      webhookSecrets: row.webhookSecrets === null ? [] : readSecrets(deps.secrets, row.webhookSecrets),
    };
  }
  const { fallback } = deps.stripe;
  if (!fallback) return null;
  const mode = fallback.source === "sandbox" ? "sandbox" : modeOfKey(fallback.apiKey);
  return {
    ...settings,
    mode,
    source: fallback.source,
    account: mode === "sandbox" ? mode : `${mode} ${fallback.source}`,
    client: clientFor(deps.stripe, fallback.apiKey, fallback.apiBase),
    webhookSecrets: fallback.webhookSecrets,
  };
}

/** Stripe writes the mode into its keys: secret, restricted and organizations' ones. */
export function modeOfKey(apiKey: string): "live" | "test" {
  return /^(sk|rk)_(org_)?live_/.test(apiKey) ? "live" : "test";
}

const clients = new Map<string, StripeClient>();
const MAX_CLIENTS = 1_000;

/** Clients keep their connections to Stripe open, so one key has one client. */
function clientFor(door: StripeDoor, apiKey: string, apiBase: string | undefined): StripeClient {
  if (door.fetch) return openStripe({ apiKey, apiBase, fetch: door.fetch });
  const name = `${apiBase ?? ""} ${apiKey}`;
  const known = clients.get(name);
  if (known) return known;
  if (clients.size >= MAX_CLIENTS) clients.clear();
  const made = openStripe({ apiKey, apiBase });
  clients.set(name, made);
  return made;
}

function readSecrets(secrets: Secrets, sealed: string): string[] {
  const list: unknown = JSON.parse(secrets.decrypt(sealed));
  return Array.isArray(list) ? list.filter((one): one is string => typeof one === "string") : [];
}
