import { actorName, type Context, permitBrand, transact } from "@/server/auth/context";
import type { Id } from "@/server/platform/ids";
import { enqueue } from "@/server/platform/outbox";
import { announceLinks } from "./announce-links";
import { holdPartner, type PartnerDetail, partnerDetail } from "./detail";
import { changePeriod } from "./rederive";
import { closePeriod } from "./store/periods";

/** Ends the partner's active period now: what was earned until now stays. A revoked partner stays as it is. */
export function revokePartner(ctx: Context, id: Id, reason: string | null): Promise<PartnerDetail> {
  permitBrand(ctx.actor, "partners:write");
  return transact(ctx, async (tx) => {
    const partner = await holdPartner(tx, id);
    if (partner.status === "active") {
      await changePeriod(ctx.services, tx, { partnerId: id }, (at) =>
        closePeriod(tx, id, { at, by: actorName(ctx.actor), reason }),
      );
      await announceLinks(tx, id);
      await enqueue(tx, [{ topic: "partner.revoked", subject: id, payload: { partnerId: id, reason } }]);
    }
    return partnerDetail(tx, id);
  });
}
