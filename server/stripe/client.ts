import Stripe from "stripe";

/** Stripe's own client, opened with one account's key. */
export type StripeClient = Stripe;

export type StripeAccess = {
  apiKey: string;
  /** Where Stripe answers, when that is not api.stripe.com: the local sandbox, or a proxy. */
  apiBase?: string | undefined;
  /** Instead of the network: the sandbox in this process. */
  fetch?: typeof fetch;
};

const TIMEOUT_MS = 20_000;
/** Reads and requests with a key of their own may be repeated by the client. What moves money asks for none. */
const NETWORK_RETRIES = 2;

/** A client for one account. The API version is the one that the library's types describe. */
export function openStripe(access: StripeAccess): StripeClient {
  return new Stripe(access.apiKey, {
    ...addressOf(access.apiBase),
    ...(access.fetch ? { httpClient: Stripe.createFetchHttpClient(access.fetch) } : {}),
    appInfo: { name: "OpenPartner" },
    maxNetworkRetries: NETWORK_RETRIES,
    telemetry: false,
    timeout: TIMEOUT_MS,
  });
}

function addressOf(base: string | undefined): Pick<Stripe.StripeConfig, "host" | "port" | "protocol"> {
  if (base === undefined) return {};
  const url = new URL(base);
  const protocol = url.protocol === "http:" ? "http" : "https";
  return { host: url.hostname, port: url.port || (protocol === "http" ? 80 : 443), protocol };
}
