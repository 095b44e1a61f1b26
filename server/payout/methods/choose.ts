import { actorName, type Context, ownPartner, permit, transact } from "@/server/auth/context";
import { now } from "@/server/platform/clock";
import { AppError } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import type { Preference } from "../rules";
import { loadMethod, saveMethod } from "../store/methods";
import { type Method, methodOf } from "./method";
import { tellChange } from "./tell-change";
import { WAYS } from "./ways";

export type Wish = {
  /** Null: the brand's usual way, whatever that will be. */
  rail: Preference | null;
  /** Null: the partner's own address. */
  recipient: string | null;
  /** Absent: as they are. */
  instructions?: string | null | undefined;
};

/**
 * Sets how a partner is paid, and tells them by mail; payouts that are planned already keep their way. Partners who are signed in do it for themselves,
 * among the ways that the brand offers: their keys do not, because whoever holds one could have the money sent elsewhere. 429
 * `rate_limited` where a partner changes it too often.
 */
export function chooseMethod(ctx: Context, partnerId: Id, wish: Wish): Promise<Method> {
  const { actor, services } = ctx;
  const { rail, recipient, instructions } = wish;
  const own = ownPartner(actor);
  permit(actor, own === null ? "payouts:write" : "partners:write");
  return transact(ctx, async (tx) => {
    const shown = await methodOf(ctx, tx, partnerId);
    if (own !== null) refuseUnoffered(shown, rail);
    const { secrets } = services;
    const before = await loadMethod(tx, secrets, partnerId);
    const at = now();
    const after = {
      rail,
      recipient,
      instructions: instructions === undefined ? before.instructions : instructions,
      at,
    };
    await saveMethod(tx, secrets, partnerId, { ...after, by: actorName(actor) });
    await tellChange(ctx, tx, partnerId, { before, after });
    return methodOf(ctx, tx, partnerId);
  });
}

/** What the brand has set for a partner may be kept, though it offers it to nobody. */
function refuseUnoffered({ choices, preference }: Method, rail: Preference | null): void {
  if (rail === null || rail === preference || choices.some((choice) => choice === rail)) return;
  const ways = choices.map((choice) => WAYS[choice]).join(", ");
  throw new AppError(
    "conflict",
    `The brand does not offer this way. It offers ${ways === "" ? "its usual one" : `its usual one, ${ways}`}.`,
    { detail: { offered: choices } },
  );
}
