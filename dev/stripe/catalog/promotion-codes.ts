import type Stripe from "stripe";
import { invalid } from "../core/failure";
import { mergeMetadata, page } from "../core/list";
import type { Merchant } from "../core/merchant";
import type { Params } from "../core/params";
import { get, post, type Route } from "../core/router";

const PATH = "/v1/promotion_codes";

export const promotionCodes: readonly Route[] = [
  post(PATH, create),
  get(PATH, (merchant, params) => {
    const code = params.text("code")?.toLowerCase();
    const coupon = params.text("coupon");
    const active = params.flag("active");
    return page(merchant, params, {
      table: "promotion_code",
      url: PATH,
      where: (one) =>
        (code === undefined || one.code.toLowerCase() === code) &&
        (coupon === undefined || one.promotion.coupon === coupon) &&
        (active === undefined || one.active === active),
    });
  }),
  get(`${PATH}/:id`, (merchant, _params, id = "") => merchant.need("promotion_code", id)),
  post(`${PATH}/:id`, update),
];

/** The active promotion code that a customer typed, in any case. */
export function promotionCodeNamed(merchant: Merchant, typed: string): Stripe.PromotionCode | undefined {
  const wanted = typed.trim().toLowerCase();
  return [...merchant.store.all("promotion_code")].find(
    (one) => one.active && one.code.toLowerCase() === wanted,
  );
}

function create(merchant: Merchant, params: Params): Stripe.PromotionCode {
  // Until September 2025 the coupon stood beside the other parameters.
  const promotion = params.child("promotion");
  promotion?.oneOf("type", ["coupon"]);
  const coupon = promotion ? promotion.needText("coupon") : params.needText("coupon");
  merchant.need("coupon", coupon, promotion ? "promotion[coupon]" : "coupon");
  const code = params.text("code") ?? merchant.newId("", 8).toUpperCase();
  if (!/^[A-Za-z0-9-]+$/.test(code)) {
    throw invalid("Invalid promotion code: only letters, digits and dashes may be used.", { param: "code" });
  }
  refuseTwice(merchant, code);
  const restrictions = params.child("restrictions");
  const made = merchant.put("promotion_code", {
    id: merchant.newId("promo_1"),
    object: "promotion_code",
    active: params.flag("active") ?? true,
    code,
    created: merchant.now,
    customer: params.text("customer") ?? null,
    customer_account: null,
    expires_at: params.whole("expires_at") ?? null,
    livemode: false,
    max_redemptions: params.whole("max_redemptions") ?? null,
    metadata: params.map("metadata"),
    promotion: { coupon, type: "coupon" },
    restrictions: {
      first_time_transaction: restrictions?.flag("first_time_transaction") ?? false,
      minimum_amount: restrictions?.whole("minimum_amount") ?? null,
      minimum_amount_currency: restrictions?.text("minimum_amount_currency") ?? null,
    },
    times_redeemed: 0,
  });
  merchant.emit("promotion_code.created", made);
  return made;
}

function update(merchant: Merchant, params: Params, id = ""): Stripe.PromotionCode {
  const before = merchant.need("promotion_code", id);
  const active = params.flag("active") ?? before.active;
  if (active && !before.active) refuseTwice(merchant, before.code);
  const metadata = mergeMetadata(before.metadata ?? {}, params);
  const after = merchant.put("promotion_code", { ...before, active, metadata });
  merchant.emit("promotion_code.updated", after, { before: { active: before.active } });
  return after;
}

function refuseTwice(merchant: Merchant, code: string): void {
  if (promotionCodeNamed(merchant, code)) {
    throw invalid(`An active promotion code with \`code: ${code}\` already exists.`, {
      code: "resource_already_exists",
    });
  }
}
