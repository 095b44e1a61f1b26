import { type Context, permitBrand, transact } from "@/server/auth/context";
import type { Id } from "@/server/platform/ids";
import { enqueue } from "@/server/platform/outbox";
import { holdPartner, type PartnerDetail, partnerDetail } from "../detail";
import { announceLinks } from "../links/announce-links";
import { openPeriod } from "../store/periods";
import { changePeriod } from "./rederive";

/** Begins another active period now: the time between stays without credit. An active partner stays as it is. */
export function reinstatePartner(ctx: Context, id: Id): Promise<PartnerDetail> {
  permitBrand(ctx.actor, "partners:write");
  return transact(ctx, async (tx) => {
    const partner = await holdPartner(tx, id);
    if (partner.status === "revoked") {
      await changePeriod(ctx.services, tx, { partnerId: id }, (at) => openPeriod(tx, id, at));
      await announceLinks(tx, id);
      await enqueue(tx, [{ topic: "partner.activated", subject: id, payload: { partnerId: id } }]);
    }
    return partnerDetail(tx, id);
  });
}
