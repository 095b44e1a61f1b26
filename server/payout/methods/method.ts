import { actorName, type Context, ownPartner, permit, permitBrand, transact } from "@/server/auth/context";
import { now } from "@/server/platform/clock";
import type { Tx } from "@/server/platform/database";
import { found } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import { blockerOf, type Recipient } from "../planning/route";
import { payoutSettings } from "../planning/settings";
import type { Preference } from "../rules";
import { saveMethod } from "../store/methods";
import { loadRecipients } from "../store/recipients";

/** How a partner is paid. `preference` null: the brand's usual way, which `rail` names; `blocked`: what keeps Stripe from it. */
export type Method = {
  preference: Preference | null;
  rail: Preference;
  recipient: string;
  blocked: string | null;
};

/** A partner's key sees its own only. */
export function showMethod(ctx: Context, partnerId: Id): Promise<Method> {
  permit(ctx.actor, "payouts:read");
  const own = ownPartner(ctx.actor);
  return transact(ctx, (tx) =>
    methodOf(ctx, tx, own === null || own === partnerId ? partnerId : null, partnerId),
  );
}

/** Sets how a partner is paid; payouts that are planned already keep their way. `recipient` null: the partner's own address. */
export function setMethod(
  ctx: Context,
  partnerId: Id,
  { rail, recipient }: { rail: Preference; recipient: string | null },
): Promise<Method> {
  permitBrand(ctx.actor, "payouts:write");
  return transact(ctx, async (tx) => {
    await methodOf(ctx, tx, partnerId, partnerId);
    await saveMethod(tx, partnerId, { rail, recipient, at: now(), by: actorName(ctx.actor) });
    return methodOf(ctx, tx, partnerId, partnerId);
  });
}

async function methodOf(ctx: Context, tx: Tx, visible: Id | null, asked: Id): Promise<Method> {
  const recipients = await loadRecipients(tx, ctx.services, visible === null ? [] : [visible]);
  const recipient = found(recipients.get(asked), "partner_not_found", `There is no partner ${asked}.`);
  const { rail } = await payoutSettings(tx);
  return shown(recipient, rail);
}

function shown(recipient: Recipient, usual: Preference): Method {
  const { preference, address } = recipient;
  const rail = preference ?? usual;
  const byStripe = rail === "auto" || rail === "stripe_connect";
  return { preference, rail, recipient: address, blocked: byStripe ? blockerOf(recipient) : null };
}
