import { type Context, ownPartner, permit, transact } from "@/server/auth/context";
import { AppError } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import { noPartner, type PartnerDetail, partnerDetail } from "./detail";

/** One partner. To a partner's key, all others are not there. */
export async function showPartner(ctx: Context, id: Id): Promise<PartnerDetail> {
  permit(ctx.actor, "partners:read");
  const own = ownPartner(ctx.actor);
  if (own !== null && own !== id) throw new AppError("partner_not_found", noPartner(id));
  return transact(ctx, (tx) => partnerDetail(tx, id));
}
