import { actorName, type Context, type Role, transact } from "@/server/auth/context";
import { queueMail } from "@/server/mail/queue";
import { now } from "@/server/platform/clock";
import { AppError } from "@/server/platform/errors";
import { type Id, newId } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";
import { loadBrand } from "../store";
import { holdMember, permitRoles } from "./access";
import { insertMember, type Member, noteChange, saveMember } from "./store";

export type NewMember = { email: string; name: string; role: Role };

/** Adds a member and mails them the way in. 409 `email_taken` when the address is a member's, in whatever case. */
export function inviteMember(ctx: Context, wanted: NewMember): Promise<Member> {
  permitRoles(ctx.actor, wanted.role);
  return transact(ctx, async (tx) => {
    const id = newId();
    if (!(await insertMember(tx, { id, ...wanted }))) {
      throw new AppError("email_taken", `Another member has the address ${wanted.email}.`);
    }
    const member = await holdMember(tx, id);
    await noteChange(tx, member, "invited", actorName(ctx.actor));
    await mailInvitation(ctx, tx, member);
    return member;
  });
}

/** Mails the invitation once more, because the last may have been lost. 409 for who has joined or was revoked. */
export function inviteMemberAgain(ctx: Context, id: Id): Promise<Member> {
  permitRoles(ctx.actor);
  return transact(ctx, async (tx) => {
    const member = await holdMember(tx, id);
    permitRoles(ctx.actor, member.role);
    if (member.status !== "invited") {
      throw new AppError("conflict", `${member.name} is ${member.status}: there is nobody to invite.`);
    }
    await saveMember(tx, { ...member, invitedAt: now() });
    await mailInvitation(ctx, tx, member);
    return holdMember(tx, id);
  });
}

async function mailInvitation(ctx: Context, tx: Tx, member: Member): Promise<void> {
  const { services, actor } = ctx;
  const brand = await loadBrand(tx);
  await queueMail(tx, services.secrets, {
    template: "member_invite",
    to: member.email,
    brandName: brand.name,
    data: {
      url: `${services.appUrl}/sign-in?${new URLSearchParams({ email: member.email })}`,
      invitedBy: actor.kind === "member" ? actor.email : brand.name,
      role: member.role,
    },
  });
}
