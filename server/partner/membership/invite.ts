import { type Context, permitBrand, transact } from "@/server/auth/context";
import { now } from "@/server/platform/clock";
import { AppError } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import { enqueue } from "@/server/platform/outbox";
import { holdPartner, type PartnerDetail, partnerDetail } from "../detail";
import { savePartner } from "../store/partners";

/** Sends the partner the way in by mail. Each call sends one, because the last may have been lost. */
export function invitePartner(ctx: Context, id: Id): Promise<PartnerDetail> {
  permitBrand(ctx.actor, "partners:write");
  return transact(ctx, async (tx) => {
    const partner = await holdPartner(tx, id);
    if (partner.status === "revoked") {
      throw new AppError("conflict", `The partner ${id} is revoked: reinstate it before inviting it.`);
    }
    await savePartner(tx, { ...partner, invitedAt: now() });
    await enqueue(tx, [{ topic: "partner.invite", subject: id, payload: { partnerId: id } }]);
    return partnerDetail(tx, id);
  });
}
