import type { Category } from "@/emails/template";
import { permitAll } from "@/server/auth/all-scopes";
import { type Context, permitBrand, transact } from "@/server/auth/context";
import { loadPreferences, savePreferences } from "@/server/mail/preferences";
import { found } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";
import { loadAddress } from "./store";

/** Whether each kind of mail is wanted. Mail that its reader must get has no kind. */
export type MemberMail = Record<Category, boolean>;

/** Which mail a member wants from the brand: their own, or anybody's for those who manage members. 404 `member_not_found`. */
export function showMemberMail(ctx: Context, id: Id): Promise<MemberMail> {
  permitOneself(ctx, id);
  return transact(ctx, async (tx) => loadPreferences(tx, await addressOfMember(tx, id)));
}

/** Keeps what is said, and leaves the rest as it is. It belongs to the address, like the links in mails that say the same. */
export function setMemberMail(ctx: Context, id: Id, wanted: Partial<MemberMail>): Promise<MemberMail> {
  permitOneself(ctx, id);
  return transact(ctx, async (tx) => {
    const address = await addressOfMember(tx, id);
    await savePreferences(tx, address, wanted);
    return loadPreferences(tx, address);
  });
}

/** A viewer may not change the brand, and yet decides about their own mail. */
function permitOneself({ actor }: Context, id: Id): void {
  permitBrand(actor, "programs:read");
  if (actor.kind !== "member" || actor.memberId !== id) permitAll(actor);
}

async function addressOfMember(tx: Tx, id: Id): Promise<string> {
  return found(await loadAddress(tx, id), "member_not_found", `There is no member ${id}.`);
}
