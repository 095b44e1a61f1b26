import { type Context, ownPartner, permit, transact } from "@/server/auth/context";
import { readBrand } from "@/server/brand/read";
import { masked } from "@/server/mail/masked";
import { queueMail } from "@/server/mail/queue";
import { AppError } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";
import { holdPartner, noPartner, type PartnerDetail, partnerDetail } from "./detail";
import { normaliseEmail } from "./email";
import { changeAddress } from "./membership/rederive";
import { savePartner } from "./store/partners";

export type PartnerChanges = { name?: string | undefined; email?: string | undefined };

/**
 * Changes name and address. Another address makes other purchases self-referrals, those of the past included, and both are told by mail. A partner changes their
 * own name; the address is how they sign in, so it is the brand's to change.
 */
export function updatePartner(ctx: Context, id: Id, changes: PartnerChanges): Promise<PartnerDetail> {
  permit(ctx.actor, "partners:write");
  const own = ownPartner(ctx.actor);
  if (own !== null) refuseBeyond(own, id, changes);
  return transact(ctx, async (tx) => {
    const partner = await holdPartner(tx, id);
    const { email = partner.email, name = partner.name } = changes;
    const emailHash = ctx.services.secrets.keyedHash("email", normaliseEmail(email));
    const save = () => savePartner(tx, { ...partner, email, emailHash, name });
    const emailHashes = [partner.emailHash, emailHash];
    if (emailHash === partner.emailHash) await save();
    else {
      await changeAddress(ctx.services, tx, { partnerId: id, emailHashes }, save);
      await tellBoth(ctx, tx, name, { old: partner.email, fresh: email });
    }
    return partnerDetail(tx, id);
  });
}

/** Writes to the old address, for it may be a theft, and to the new one, which signs in from now on. */
async function tellBoth(
  { services }: Context,
  tx: Tx,
  name: string,
  { old, fresh }: { old: string; fresh: string },
): Promise<void> {
  const { name: brandName, supportEmail: contact } = await readBrand(tx);
  const url = `${services.appUrl}/sign-in?${new URLSearchParams({ email: fresh })}`;
  await queueMail(tx, services.secrets, {
    template: "address_changed",
    to: fresh,
    brandName,
    data: { name, other: masked(old), contact, url },
  });
  await queueMail(tx, services.secrets, {
    template: "address_left",
    to: old,
    brandName,
    data: { name, other: masked(fresh), contact },
  });
}

function refuseBeyond(own: Id, id: Id, changes: PartnerChanges): void {
  if (own !== id) throw new AppError("partner_not_found", noPartner(id));
  if (changes.email === undefined) return;
  throw new AppError("forbidden", "You sign in with your address: ask the brand to change it.");
}
