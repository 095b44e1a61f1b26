import { type Context, ownPartner, permit, transact } from "@/server/auth/context";
import { type Partner, type PartnerPage, pageOfPartners } from "./store/partners";

export type { Partner, PartnerPage, Ranking } from "./store/partners";

/** Partners, newest first unless asked otherwise, with one row more than the page holds. A partner's key sees itself. */
export async function listPartners(ctx: Context, page: Omit<PartnerPage, "partnerId">): Promise<Partner[]> {
  permit(ctx.actor, "partners:read");
  return transact(ctx, (tx) =>
    pageOfPartners(tx, { ...page, partnerId: ownPartner(ctx.actor) ?? undefined }),
  );
}
