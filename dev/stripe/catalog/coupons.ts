import type Stripe from "stripe";
import { invalid } from "../core/failure";
import { mergeMetadata, page } from "../core/list";
import type { Merchant } from "../core/merchant";
import type { Params } from "../core/params";
import { del, get, post, type Route } from "../core/router";

const PATH = "/v1/coupons";

export const coupons: readonly Route[] = [
  post(PATH, create),
  get(PATH, (merchant, params) => page(merchant, params, { table: "coupon", url: PATH })),
  get(`${PATH}/:id`, (merchant, _params, id = "") => merchant.need("coupon", id)),
  post(`${PATH}/:id`, (merchant, params, id = "") => {
    const before = merchant.need("coupon", id);
    const metadata = mergeMetadata(before.metadata ?? {}, params);
    return merchant.put("coupon", { ...before, name: params.text("name") ?? before.name, metadata });
  }),
  del(`${PATH}/:id`, (merchant, _params, id = "") => {
    merchant.need("coupon", id);
    merchant.store.remove("coupon", id);
    return { id, object: "coupon", deleted: true } satisfies Stripe.DeletedCoupon;
  }),
];

function create(merchant: Merchant, params: Params): Stripe.Coupon {
  const percent = params.decimal("percent_off");
  const amount = params.whole("amount_off");
  if ((percent === undefined) === (amount === undefined)) {
    throw invalid("You must pass either percent_off or amount_off, and not both.", { param: "percent_off" });
  }
  if (percent !== undefined && (percent <= 0 || percent > 100)) {
    throw invalid("Percent must be greater than 0 and at most 100.", { param: "percent_off" });
  }
  const duration = params.oneOf("duration", ["once", "repeating", "forever"]) ?? "once";
  const months = params.whole("duration_in_months") ?? null;
  if ((duration === "repeating") !== (months !== null)) {
    throw invalid("duration_in_months goes with a duration of repeating, and only with it.", {
      param: "duration_in_months",
    });
  }
  const id = params.text("id") ?? merchant.newId("", 8);
  if (merchant.store.get("coupon", id)) {
    throw invalid("Coupon already exists.", { param: "id", code: "resource_already_exists" });
  }
  const coupon = merchant.put("coupon", {
    id,
    object: "coupon",
    amount_off: amount ?? null,
    created: merchant.now,
    currency: amount === undefined ? null : params.currency(),
    duration,
    duration_in_months: months,
    livemode: false,
    max_redemptions: params.whole("max_redemptions") ?? null,
    metadata: params.map("metadata"),
    name: params.text("name") ?? null,
    percent_off: percent ?? null,
    redeem_by: params.whole("redeem_by") ?? null,
    times_redeemed: 0,
    valid: true,
  });
  merchant.emit("coupon.created", coupon);
  return coupon;
}
