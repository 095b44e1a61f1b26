import type Stripe from "stripe";
import { madeWithin, page } from "../core/list";
import type { Merchant } from "../core/merchant";
import { get, type Route } from "../core/router";
import type { StoredEvent } from "../core/store/tables";
import { CURRENT_VERSION, inVersion } from "../core/versions/versions";

/** An event as the SDK types it, before it is narrowed by its `type`. */
type EventShape = Pick<
  Stripe.Event,
  "id" | "object" | "api_version" | "created" | "livemode" | "pending_webhooks" | "request" | "account"
> & { type: string; data: { object: object; previous_attributes?: object } };

export const events: readonly Route[] = [
  get("/v1/events", (merchant, params) => {
    const type = params.text("type");
    const types = params.texts("types");
    const made = madeWithin(params);
    const where = (event: StoredEvent): boolean =>
      event.about === null &&
      made(event) &&
      wanted(event.type, type) &&
      (types.length === 0 || types.includes(event.type));
    const list = page(merchant, params, { table: "event", url: "/v1/events", where });
    return { ...list, data: list.data.map((event) => eventIn(merchant, event, CURRENT_VERSION)) };
  }),
  get("/v1/events/:id", (merchant, _params, id = "") =>
    eventIn(merchant, merchant.need("event", id), CURRENT_VERSION),
  ),
];

/** A filter may end in a star: `invoice.*`. */
function wanted(type: string, filter: string | undefined): boolean {
  if (filter === undefined) return true;
  return filter.endsWith("*") ? type.startsWith(filter.slice(0, -1)) : type === filter;
}

/** The event with its object in the shapes of one API version. */
export function eventIn(merchant: Merchant, event: StoredEvent, version: string): EventShape {
  const { object, previous_attributes: before } = event.data;
  return {
    id: event.id,
    object: "event",
    api_version: version,
    created: event.created,
    data: {
      object: inVersion(object, version, merchant),
      ...(before ? { previous_attributes: before } : {}),
    },
    livemode: false,
    pending_webhooks: [...merchant.store.all("delivery")].filter((one) => one.event === event.id).length,
    request: { id: null, idempotency_key: event.requestKey },
    type: event.type,
    ...(event.about === null ? {} : { account: event.about }),
  };
}
