import { type Actor, type Context, holds, ownPartner, permit, transact } from "@/server/auth/context";
import { readBrand } from "@/server/brand/read";
import { found } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";
import { blockerOf } from "../planning/route";
import type { Preference, Rail } from "../rules";
import { loadMethod } from "../store/methods";
import { loadRecipients } from "../store/recipients";

/** How a partner is paid. */
export type Method = {
  /** Null: the brand's usual way, which `rail` names. */
  preference: Preference | null;
  rail: Preference;
  /** Where PayPal or Wise finds the partner. */
  recipient: string;
  /** Where a payment by hand goes. Null for whoever neither gets nor sends the money. */
  instructions: string | null;
  /** What keeps Stripe from it, with the way out. */
  blocked: string | null;
  /** The brand's usual way. */
  usual: Preference;
  /** What the partner may choose besides. */
  choices: Rail[];
};

/** A partner sees their own only. */
export function showMethod(ctx: Context, partnerId: Id): Promise<Method> {
  permit(ctx.actor, "payouts:read");
  return transact(ctx, (tx) => methodOf(ctx, tx, partnerId));
}

/** The partner's method as this caller may see it. 404 `partner_not_found`. */
export async function methodOf(ctx: Context, tx: Tx, partnerId: Id): Promise<Method> {
  const own = ownPartner(ctx.actor);
  const visible = own === null || own === partnerId ? [partnerId] : [];
  const recipients = await loadRecipients(tx, ctx.services, visible);
  const recipient = found(
    recipients.get(partnerId),
    "partner_not_found",
    `There is no partner ${partnerId}.`,
  );
  const brand = await readBrand(tx);
  // The settings' door lets only these in.
  const [usual, choices] = [brand.payoutRail as Preference, brand.partnerPayoutRails as Rail[]];
  const { preference, address } = recipient;
  const rail = preference ?? usual;
  const byStripe = rail === "auto" || rail === "stripe_connect";
  const stored = maySeeInstructions(ctx.actor) ? await loadMethod(tx, ctx.services.secrets, partnerId) : null;
  return {
    preference,
    rail,
    recipient: address,
    instructions: stored?.instructions ?? null,
    blocked: byStripe ? blockerOf(recipient) : null,
    usual,
    choices,
  };
}

/** Bank accounts are for the partner who is signed in and for whoever pays; keys of partners are given to trackers. */
function maySeeInstructions(actor: Actor): boolean {
  return ownPartner(actor) === null ? holds(actor, "payouts:write") : actor.kind === "portal";
}
