import type Stripe from "stripe";
import { invalid } from "../core/failure";
import { listOf, page } from "../core/list";
import type { Merchant } from "../core/merchant";
import type { Params } from "../core/params";
import { get, post, type Route } from "../core/router";
import { usageWithin } from "./usage";

const PATH = "/v1/billing/meters";
const DAY_SECONDS = 86_400;
/** How far back and ahead of its clock Stripe takes usage. */
const OLDEST_DAYS = 35;
const AHEAD_SECONDS = 300;

export const meters: readonly Route[] = [
  post(PATH, create),
  get(PATH, (merchant, params) => page(merchant, params, { table: "billing.meter", url: PATH })),
  get(`${PATH}/:id`, (merchant, _params, id = "") => merchant.need("billing.meter", id)),
  post(`${PATH}/:id/deactivate`, (merchant, _params, id = "") => {
    const before = merchant.need("billing.meter", id);
    const transitions = { deactivated_at: merchant.now };
    return merchant.put("billing.meter", { ...before, status: "inactive", status_transitions: transitions });
  }),
  get(`${PATH}/:id/event_summaries`, summaries),
  post("/v1/billing/meter_events", report),
];

function create(merchant: Merchant, params: Params): Stripe.Billing.Meter {
  const formula = params.child("default_aggregation")?.oneOf("formula", ["count", "last", "sum"]) ?? "sum";
  const mapping = params.child("customer_mapping");
  mapping?.text("type");
  const name = params.needText("event_name");
  if (
    [...merchant.store.all("billing.meter")].some((one) => one.status === "active" && one.event_name === name)
  ) {
    throw invalid(`An active meter already exists with the event name ${name}.`, { param: "event_name" });
  }
  return merchant.put("billing.meter", {
    id: merchant.newId("mtr_test_61"),
    object: "billing.meter",
    created: merchant.now,
    customer_mapping: {
      event_payload_key: mapping?.text("event_payload_key") ?? "stripe_customer_id",
      type: "by_id",
    },
    default_aggregation: { formula },
    display_name: params.needText("display_name"),
    event_name: name,
    event_time_window: null,
    livemode: false,
    status: "active",
    status_transitions: { deactivated_at: null },
    updated: merchant.now,
    value_settings: {
      event_payload_key: params.child("value_settings")?.text("event_payload_key") ?? "value",
    },
  });
}

/** Takes a report of usage in. The same identifier within a day is refused, so that nothing is counted twice. */
function report(merchant: Merchant, params: Params): Stripe.Billing.MeterEvent {
  const name = params.needText("event_name");
  const meter = [...merchant.store.all("billing.meter")].find((one) => one.event_name === name);
  if (meter?.status !== "active") {
    throw invalid(`No active meter found for event name ${name}.`, { param: "event_name" });
  }
  const identifier = params.text("identifier") ?? merchant.newId("", 36);
  const known = merchant.store.get("billing.meter_event", identifier);
  if (known && merchant.now - known.created < DAY_SECONDS) {
    throw invalid(`An event already exists with identifier ${identifier}.`, { param: "identifier" });
  }
  const timestamp = params.whole("timestamp") ?? merchant.now;
  if (timestamp < merchant.now - OLDEST_DAYS * DAY_SECONDS || timestamp > merchant.now + AHEAD_SECONDS) {
    throw invalid(
      "The timestamp must be within the past 35 calendar days and no more than 5 minutes ahead.",
      {
        param: "timestamp",
      },
    );
  }
  const payload = params.map("payload");
  const customer = payload[meter.customer_mapping.event_payload_key];
  if (customer === undefined) {
    throw invalid(`The payload must name ${meter.customer_mapping.event_payload_key}.`, { param: "payload" });
  }
  merchant.need("customer", customer, "payload");
  if (!/^\d+(\.\d+)?$/.test(payload[meter.value_settings.event_payload_key] ?? "1")) {
    throw invalid("The value must be a positive number.", { param: "payload" });
  }
  const { id: _, ...shown } = merchant.put("billing.meter_event", {
    id: identifier,
    object: "billing.meter_event",
    created: merchant.now,
    event_name: name,
    identifier,
    livemode: false,
    payload,
    timestamp,
  });
  return shown;
}

function summaries(merchant: Merchant, params: Params, id = "") {
  const customer = params.needText("customer");
  const period = { start: params.needWhole("start_time"), end: params.needWhole("end_time") };
  const summary: Stripe.Billing.MeterEventSummary = {
    id: merchant.newId("mtrusg_test_"),
    object: "billing.meter_event_summary",
    aggregated_value: usageWithin(merchant, id, customer, period),
    end_time: period.end,
    livemode: false,
    meter: id,
    start_time: period.start,
  };
  return listOf([summary], `${PATH}/${id}/event_summaries`);
}
