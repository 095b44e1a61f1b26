import type Stripe from "stripe";
import { reductionsOf } from "../catalog/discounts";
import { createPrice } from "../catalog/prices";
import { invalid } from "../core/failure";
import { listOf, page } from "../core/list";
import type { Merchant } from "../core/merchant";
import type { Params } from "../core/params";
import { get, post, type Route } from "../core/router";
import type { CheckoutOrder, OrderLine } from "../core/store/tables";
import { expireSession } from "./complete";
import { newSession } from "./session";
import { orderTotals } from "./totals";

const PATH = "/v1/checkout/sessions";

export const checkoutSessions: readonly Route[] = [
  post(PATH, create),
  get(PATH, (merchant, params) => {
    const customer = params.text("customer");
    const intent = params.text("payment_intent");
    const subscription = params.text("subscription");
    return page(merchant, params, {
      table: "checkout.session",
      url: PATH,
      where: (one) =>
        (customer === undefined || one.customer === customer) &&
        (intent === undefined || one.payment_intent === intent) &&
        (subscription === undefined || one.subscription === subscription),
    });
  }),
  get(`${PATH}/:id`, (merchant, _params, id = "") => merchant.need("checkout.session", id)),
  get(`${PATH}/:id/line_items`, (merchant, _params, id = "") => lineItemsOf(merchant, id)),
  post(`${PATH}/:id/expire`, (merchant, _params, id = "") => expireSession(merchant, id)),
];

function create(merchant: Merchant, params: Params): Stripe.Checkout.Session {
  const mode = params.oneOf("mode", ["payment", "subscription"]);
  if (!mode) throw invalid("The sandbox knows the modes payment and subscription.", { param: "mode" });
  const customer = params.text("customer");
  if (customer !== undefined) merchant.need("customer", customer, "customer");
  const order = orderOf(merchant, params, mode);
  const totals = orderTotals(merchant, order);
  return newSession(merchant, params, { mode, order: merchant.put("checkout_order", order), totals });
}

function orderOf(merchant: Merchant, params: Params, mode: "payment" | "subscription"): CheckoutOrder {
  const lines = params.children("line_items").map((one) => lineOf(merchant, one));
  const [first] = lines;
  if (!first)
    throw invalid("Missing required param: line_items.", { param: "line_items", code: "parameter_missing" });
  if ((mode === "subscription") !== lines.some(({ price }) => price.recurring !== null)) {
    throw invalid("You must use a recurring price in subscription mode, and only there.", {
      param: "line_items",
    });
  }
  const data = params.child(mode === "subscription" ? "subscription_data" : "payment_intent_data");
  const shipping = params.children("shipping_options")[0]?.child("shipping_rate_data");
  shipping?.text("display_name");
  shipping?.text("type");
  const fixed = shipping?.child("fixed_amount");
  fixed?.text("currency");
  return {
    id: merchant.newId("cs_test_a1", 56),
    lines,
    reductions: reductionsOf(merchant, params),
    shippingAmount: fixed?.whole("amount") ?? 0,
    tax: params.child("automatic_tax")?.flag("enabled") ?? false,
    trialDays: mode === "subscription" ? (data?.whole("trial_period_days") ?? null) : null,
    metadataOfPurchase: data?.map("metadata") ?? {},
  };
}

function lineOf(merchant: Merchant, params: Params): OrderLine {
  const quantity = params.whole("quantity") ?? 1;
  const data = params.child("price_data");
  if (data) return { price: createPrice(merchant, data), quantity };
  return { price: merchant.need("price", params.needText("price"), params.name("price")), quantity };
}

/** The lines of a session, which it shows when they are asked for. */
export function lineItemsOf(merchant: Merchant, id: string): Stripe.ApiList<Stripe.LineItem> {
  const order = merchant.need("checkout_order", id, "id", "checkout.session");
  const items = order.lines.map(({ price, quantity }, index): Stripe.LineItem => {
    const amount = (price.unit_amount ?? 0) * quantity;
    return {
      id: `li_${id.slice(-16)}${index}`,
      object: "item",
      adjustable_quantity: null,
      amount_discount: 0,
      amount_subtotal: amount,
      amount_tax: 0,
      amount_total: amount,
      currency: price.currency,
      description: price.nickname,
      metadata: {},
      price,
      quantity,
    };
  });
  return listOf(items, `${PATH}/${id}/line_items`);
}
