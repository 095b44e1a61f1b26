import { actorName, type Context, permitBrand, transact } from "@/server/auth/context";
import { readBrand } from "@/server/brand/read";
import { queueMail } from "@/server/mail/queue";
import type { Id } from "@/server/platform/ids";
import { enqueue } from "@/server/platform/outbox";
import type { Tx } from "@/server/platform/postgres/database";
import { holdPartner, type PartnerDetail, partnerDetail } from "../detail";
import { announceLinks } from "../links/announce-links";
import { closePeriod } from "../store/periods";
import { changePeriod } from "./rederive";

type Revoking = { reason: string | null; notify?: boolean | undefined };

/**
 * Ends the partner's active period now: what was earned until now stays. With `notify` the partner is told by mail, with the
 * reason. A revoked partner stays as it is.
 */
export function revokePartner(ctx: Context, id: Id, { reason, notify }: Revoking): Promise<PartnerDetail> {
  permitBrand(ctx.actor, "partners:write");
  return transact(ctx, async (tx) => {
    const partner = await holdPartner(tx, id);
    if (partner.status === "active") {
      await changePeriod(ctx.services, tx, { partnerId: id }, (at) =>
        closePeriod(tx, id, { at, by: actorName(ctx.actor), reason }),
      );
      await announceLinks(tx, id);
      await enqueue(tx, [{ topic: "partner.revoked", subject: id, payload: { partnerId: id, reason } }]);
      if (notify) await mailPartner(ctx, tx, partner.email, reason);
    }
    return partnerDetail(tx, id);
  });
}

async function mailPartner({ services }: Context, tx: Tx, to: string, reason: string | null): Promise<void> {
  const { name: brandName, supportEmail: contact } = await readBrand(tx);
  await queueMail(tx, services.secrets, {
    template: "partner_revoked",
    to,
    brandName,
    data: { reason, contact },
  });
}
