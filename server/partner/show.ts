import { type Context, ownPartner, permit, transact } from "@/server/auth/context";
import { AppError } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import { noPartner, type PartnerDetail, partnerDetail } from "./detail";

/** One partner. To a partner's key, all others are not there, nor what the brand noted about it. */
export async function showPartner(ctx: Context, id: Id): Promise<PartnerDetail> {
  permit(ctx.actor, "partners:read");
  const own = ownPartner(ctx.actor);
  if (own === null) return transact(ctx, (tx) => partnerDetail(tx, id));
  if (own !== id) throw new AppError("partner_not_found", noPartner(id));
  return withoutNotes(await transact(ctx, (tx) => partnerDetail(tx, id)));
}

function withoutNotes(partner: PartnerDetail): PartnerDetail {
  const periods = partner.periods.map((period) => ({ ...period, endedBy: null, endReason: null }));
  return { ...partner, periods };
}
