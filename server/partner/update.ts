import { type Context, permitBrand, transact } from "@/server/auth/context";
import type { Id } from "@/server/platform/ids";
import { holdPartner, type PartnerDetail, partnerDetail } from "./detail";
import { normaliseEmail } from "./email";
import { changeAddress } from "./rederive";
import { savePartner } from "./store/partners";

export type PartnerChanges = { name?: string | undefined; email?: string | undefined };

/** Changes name and address. Another address makes other purchases self-referrals, those of the past included. */
export function updatePartner(ctx: Context, id: Id, changes: PartnerChanges): Promise<PartnerDetail> {
  permitBrand(ctx.actor, "partners:write");
  return transact(ctx, async (tx) => {
    const partner = await holdPartner(tx, id);
    const { email = partner.email, name = partner.name } = changes;
    const emailHash = ctx.services.secrets.keyedHash("email", normaliseEmail(email));
    const save = () => savePartner(tx, { ...partner, email, emailHash, name });
    const emailHashes = [partner.emailHash, emailHash];
    if (emailHash === partner.emailHash) await save();
    else await changeAddress(ctx.services, tx, { partnerId: id, emailHashes }, save);
    return partnerDetail(tx, id);
  });
}
