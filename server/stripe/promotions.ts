import Stripe from "stripe";
import { newId } from "@/server/platform/ids";
import type { StripeClient } from "./client";
import type { StripeEvent } from "./webhook/webhook";

/** What comes off for a customer, as Stripe's coupons say it. */
export type Discount = {
  /** The coupon's id, chosen by us: making it twice makes one. */
  id: string;
  name: string;
  off: { percent: number } | { amount: number; currency: string };
  duration: { kind: "once" | "forever" } | { kind: "repeating"; months: number };
};

export type PromotionCode = { id: string; active: boolean };

const MAX_NAME_CHARACTERS = 40;

/** Makes a coupon, unless one of this id is there. */
export async function ensureDiscount(client: StripeClient, discount: Discount): Promise<void> {
  const { off, duration } = discount;
  await unlessThere(
    client.coupons.create({
      id: discount.id,
      name: discount.name.slice(0, MAX_NAME_CHARACTERS),
      duration: duration.kind,
      ...(duration.kind === "repeating" ? { duration_in_months: duration.months } : {}),
      ...("percent" in off
        ? { percent_off: off.percent }
        : { amount_off: off.amount, currency: off.currency }),
    }),
  );
}

/** Makes a promotion code for a coupon, or takes the one of this name that is there and belongs to the same coupon. */
export async function ensurePromotionCode(
  client: StripeClient,
  wanted: { coupon: string; code: string; ourId: string },
): Promise<PromotionCode> {
  const made = await unlessThere(
    client.promotionCodes.create({
      promotion: { type: "coupon", coupon: wanted.coupon },
      code: wanted.code,
      metadata: { openpartner_coupon: wanted.ourId },
    }),
  );
  if (made) return { id: made.id, active: made.active };
  const [known] = (await client.promotionCodes.list({ code: wanted.code, active: true, limit: 1 })).data;
  if (known && idOf(known.promotion.coupon) === wanted.coupon) return { id: known.id, active: true };
  throw new Error(
    `At Stripe, the code ${wanted.code} belongs to another discount. Switch it off there, or choose another code.`,
  );
}

/** What the keys of our own requests begin with: Stripe names the key in the event that the request caused. */
const OWN_KEY = "openpartner-promotion-";

export async function setPromotionActive(client: StripeClient, id: string, active: boolean): Promise<void> {
  await client.promotionCodes.update(id, { active }, { idempotencyKey: `${OWN_KEY}${newId()}` });
}

/** Whether an event tells of a change that was made here: it would be taken for a person's wish. */
export function isOwnChange({ request }: StripeEvent): boolean {
  const key = typeof request === "object" ? request?.idempotency_key : null;
  return typeof key === "string" && key.startsWith(OWN_KEY);
}

/** Null for what is there already; every other failure is one. */
async function unlessThere<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    const there =
      error instanceof Stripe.errors.StripeInvalidRequestError &&
      (error.code === "resource_already_exists" || error.message.includes("already exists"));
    if (there) return null;
    throw error;
  }
}

function idOf(coupon: string | { id: string } | null): string | null {
  return typeof coupon === "string" ? coupon : (coupon?.id ?? null);
}
