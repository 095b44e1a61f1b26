import type { Services } from "@/server/auth/context";
import { HOUR_MS, now } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import { inTurn } from "@/server/platform/in-turn";
import type { StripeClient } from "@/server/stripe/client";
import { stripeOf } from "@/server/stripe/connection";
import { ensureDiscount, ensurePromotionCode, setPromotionActive } from "@/server/stripe/promotions";
import { brandsWithRewards, loadUnlike, savePromotion, type Unlike } from "../store/promotions";
import { discountOf } from "./reward";

const GROUP = 100;
const MAX_REASON_CHARACTERS = 500;

/** Brings every brand's promotion codes at Stripe into line with its partners' coupons. Resolves to how many were looked at. */
export async function syncAllPromotions(services: Services): Promise<number> {
  const brands = await brandsWithRewards(services.database);
  const looked = await inTurn(brands, (brandId) => syncPromotions(services, brandId));
  return looked.reduce((sum, one) => sum + one, 0);
}

/**
 * Makes, switches on and switches off one brand's promotion codes. Each is asked for outside of transactions, and may be asked
 * for twice: the second time finds what the first made. What Stripe refuses is noted with its reason, and tried again in an hour.
 */
async function syncPromotions(services: Services, brandId: Id): Promise<number> {
  const { connection, unlike } = await services.database.inBrand(brandId, async (tx) => {
    const connection = await stripeOf(services, tx);
    const where = connection && { platform: connection.account, now: now(), limit: GROUP };
    return { connection, unlike: where ? await loadUnlike(tx, where) : [] };
  });
  if (!connection) return 0;
  for (const one of unlike) {
    const state = await settle(connection.client, one);
    const at = now();
    const dueAt = state.reason === null ? at : at + HOUR_MS;
    await services.database.inBrand(brandId, (tx) =>
      savePromotion(tx, { couponId: one.couponId, platform: connection.account, ...state, at, dueAt }),
    );
  }
  return unlike.length;
}

type State = {
  promotionCode: string | null;
  stripeCoupon: string | null;
  active: boolean;
  reason: string | null;
};

async function settle(client: StripeClient, one: Unlike): Promise<State> {
  const state: State = {
    promotionCode: one.promotionCode,
    stripeCoupon: one.stripeCoupon,
    active: one.active,
    reason: null,
  };
  try {
    const discount = one.reward && discountOf(one.reward, { id: one.programId, name: one.programName });
    const outdated = one.promotionCode !== null && one.stripeCoupon !== discount?.id;
    if (state.promotionCode !== null && state.active && (outdated || !one.wanted)) {
      await setPromotionActive(client, state.promotionCode, false);
      state.active = false;
    }
    if (!one.wanted || !discount) return state;
    if (state.promotionCode === null || outdated) {
      await ensureDiscount(client, discount);
      const made = await ensurePromotionCode(client, {
        coupon: discount.id,
        code: one.code,
        ourId: one.couponId,
      });
      return { promotionCode: made.id, stripeCoupon: discount.id, active: made.active, reason: null };
    }
    await setPromotionActive(client, state.promotionCode, true);
    return { ...state, active: true };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { ...state, reason: reason.slice(0, MAX_REASON_CHARACTERS) };
  }
}
