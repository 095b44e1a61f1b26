import type Stripe from "stripe";
import { invalid } from "../core/failure";
import { mergeMetadata, page } from "../core/list";
import type { Merchant } from "../core/merchant";
import type { Params } from "../core/params";
import { get, post, type Route } from "../core/router";
import { createProduct } from "./products";

const PATH = "/v1/prices";
const INTERVALS = ["day", "week", "month", "year"] as const;

export const prices: readonly Route[] = [
  post(PATH, createPrice),
  get(PATH, (merchant, params) => {
    const product = params.text("product");
    const active = params.flag("active");
    const keys = params.texts("lookup_keys");
    return page(merchant, params, {
      table: "price",
      url: PATH,
      where: (one) =>
        (product === undefined || one.product === product) &&
        (active === undefined || one.active === active) &&
        (keys.length === 0 || keys.includes(one.lookup_key ?? "")),
    });
  }),
  get(`${PATH}/:id`, (merchant, _params, id = "") => merchant.need("price", id)),
  post(`${PATH}/:id`, (merchant, params, id = "") => {
    const before = merchant.need("price", id);
    return merchant.put("price", {
      ...before,
      active: params.flag("active") ?? before.active,
      nickname: params.text("nickname") ?? before.nickname,
      metadata: mergeMetadata(before.metadata, params),
    });
  }),
];

/** Makes a price from its own parameters, or from the `price_data` of a line. */
export function createPrice(merchant: Merchant, params: Params): Stripe.Price {
  const recurring = recurringOf(params.child("recurring"));
  const price = merchant.put("price", {
    id: merchant.newId("price_1"),
    object: "price",
    active: true,
    billing_scheme: "per_unit",
    created: merchant.now,
    currency: params.currency(),
    custom_unit_amount: null,
    livemode: false,
    lookup_key: params.text("lookup_key") ?? null,
    metadata: params.map("metadata"),
    nickname: params.text("nickname") ?? null,
    product: productOf(merchant, params),
    recurring,
    tax_behavior: params.oneOf("tax_behavior", ["exclusive", "inclusive", "unspecified"]) ?? "unspecified",
    tiers_mode: null,
    transform_quantity: null,
    type: recurring ? "recurring" : "one_time",
    unit_amount: params.amount("unit_amount", 0),
    unit_amount_decimal: null,
  });
  merchant.emit("price.created", price);
  return price;
}

function productOf(merchant: Merchant, params: Params): string {
  const data = params.child("product_data");
  if (data) return createProduct(merchant, data.needText("name"), data).id;
  const id = params.needText("product");
  return merchant.need("product", id, "product").id;
}

function recurringOf(params: Params | undefined): Stripe.Price.Recurring | null {
  if (!params) return null;
  const interval = params.oneOf("interval", INTERVALS);
  if (!interval)
    throw invalid("Missing required param: recurring[interval].", { param: "recurring[interval]" });
  const usage = params.oneOf("usage_type", ["licensed", "metered"]) ?? "licensed";
  const meter = params.text("meter") ?? null;
  if (usage === "metered" && meter === null) {
    throw invalid("A metered price needs a meter.", { param: "recurring[meter]" });
  }
  return {
    interval,
    interval_count: params.whole("interval_count") ?? 1,
    meter,
    trial_period_days: params.whole("trial_period_days") ?? null,
    usage_type: usage,
  };
}
