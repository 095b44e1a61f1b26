import type Stripe from "stripe";
import { invalid } from "../core/failure";
import { mergeMetadata, page } from "../core/list";
import type { Merchant } from "../core/merchant";
import type { Params } from "../core/params";
import { del, get, post, type Route } from "../core/router";
import type { Endpoint } from "../core/store/tables";

const PATH = "/v1/webhook_endpoints";

export const webhookEndpoints: readonly Route[] = [
  // The signing secret is shown once, when the endpoint is made.
  post(PATH, (merchant, params) => ({ ...shown(create(merchant, params)), secret: newest(merchant).secret })),
  get(PATH, (merchant, params) => {
    const list = page(merchant, params, { table: "webhook_endpoint", url: PATH });
    return { ...list, data: list.data.map(shown) };
  }),
  get(`${PATH}/:id`, (merchant, _params, id = "") => shown(merchant.need("webhook_endpoint", id))),
  post(`${PATH}/:id`, (merchant, params, id = "") => shown(update(merchant, params, id))),
  del(`${PATH}/:id`, (merchant, _params, id = "") => {
    merchant.need("webhook_endpoint", id);
    merchant.store.remove("webhook_endpoint", id);
    return { id, object: "webhook_endpoint", deleted: true } satisfies Stripe.DeletedWebhookEndpoint;
  }),
];

function create(merchant: Merchant, params: Params): Endpoint {
  const url = params.needText("url");
  if (!/^https?:\/\//.test(url))
    throw invalid("Invalid URL: must start with http:// or https://", { param: "url" });
  const events = params.texts("enabled_events");
  if (events.length === 0)
    throw invalid("Missing required param: enabled_events.", { param: "enabled_events" });
  return merchant.put("webhook_endpoint", {
    ...newEndpoint(merchant, url, params.flag("connect") ?? false),
    api_version: params.text("api_version") ?? null,
    description: params.text("description") ?? null,
    enabled_events: events,
    metadata: params.map("metadata"),
  });
}

function newEndpoint(merchant: Merchant, url: string, connect: boolean): Endpoint {
  return {
    id: merchant.newId("we_1"),
    object: "webhook_endpoint",
    api_version: null,
    application: null,
    created: merchant.now,
    description: null,
    enabled_events: ["*"],
    livemode: false,
    metadata: {},
    status: "enabled",
    url,
    connect,
    secret: merchant.newId("whsec_", 32),
  };
}

/** The endpoint of a server that moves: the one it had, at its present address, or a new one. */
export function ensureEndpoint(merchant: Merchant, url: string, connect: boolean): Endpoint {
  const known = [...merchant.store.all("webhook_endpoint")].find((one) => one.connect === connect);
  return merchant.put("webhook_endpoint", { ...(known ?? newEndpoint(merchant, url, connect)), url });
}

function update(merchant: Merchant, params: Params, id: string): Endpoint {
  const before = merchant.need("webhook_endpoint", id);
  const events = params.texts("enabled_events");
  return merchant.put("webhook_endpoint", {
    ...before,
    description: params.text("description") ?? before.description,
    enabled_events: events.length > 0 ? events : before.enabled_events,
    metadata: mergeMetadata(before.metadata, params),
    status: params.flag("disabled") === true ? "disabled" : "enabled",
    url: params.text("url") ?? before.url,
  });
}

function newest(merchant: Merchant): Endpoint {
  const last = [...merchant.store.all("webhook_endpoint")].at(-1);
  if (!last) throw new Error("an endpoint was just made");
  return last;
}

function shown(endpoint: Endpoint): Stripe.WebhookEndpoint {
  const { connect: _, secret: __, ...open } = endpoint;
  return open;
}
