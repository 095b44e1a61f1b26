import type { Category } from "@/emails/template";
import { type Context, ownPartner, permit, transact } from "@/server/auth/context";
import { loadPreferences, savePreferences } from "@/server/mail/preferences";
import { AppError } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import { holdPartner, noPartner, partnerDetail } from "./detail";

/** Whether each kind of mail is wanted. Mail that its reader must get has no kind. */
export type MailPreferences = Record<Category, boolean>;

/** Which mail a partner wants from the brand. A partner sees their own. */
export function showMailPreferences(ctx: Context, partnerId: Id): Promise<MailPreferences> {
  permit(ctx.actor, "partners:read");
  refuseOthers(ctx, partnerId);
  return transact(ctx, async (tx) => loadPreferences(tx, (await partnerDetail(tx, partnerId)).email));
}

/** Keeps what is said, and leaves the rest as it is. It belongs to the address, like the links in mails that say the same. */
export function updateMailPreferences(
  ctx: Context,
  partnerId: Id,
  wanted: Partial<MailPreferences>,
): Promise<MailPreferences> {
  permit(ctx.actor, "partners:write");
  refuseOthers(ctx, partnerId);
  return transact(ctx, async (tx) => {
    const { email } = await holdPartner(tx, partnerId);
    await savePreferences(tx, email, wanted);
    return loadPreferences(tx, email);
  });
}

function refuseOthers({ actor }: Context, partnerId: Id): void {
  const own = ownPartner(actor);
  if (own !== null && own !== partnerId) throw new AppError("partner_not_found", noPartner(partnerId));
}
