import { actorName, type Context, type Role, transact } from "@/server/auth/context";
import { queueMail } from "@/server/mail/queue";
import { now } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";
import { loadBrand } from "../store";
import { holdMember, keepAnOwner, permitRoles } from "./access";
import { type Member, noteChange, saveMember } from "./store";

/** Changes name and role; what is absent stays. 409 `last_owner` when nobody would own the brand. */
export function changeMember(
  ctx: Context,
  id: Id,
  changes: { name?: string | undefined; role?: Role | undefined },
): Promise<Member> {
  permitRoles(ctx.actor);
  return transact(ctx, async (tx) => {
    const member = await holdMember(tx, id);
    const { name = member.name, role = member.role } = changes;
    permitRoles(ctx.actor, member.role, role);
    if (role !== "owner") await keepAnOwner(tx, member);
    await saveMember(tx, { ...member, name, role });
    if (role !== member.role) {
      await noteChange(tx, { id, role }, "role", actorName(ctx.actor));
      await tellMember(ctx, tx, member.email, role);
    }
    return holdMember(tx, id);
  });
}

/** Takes a member off the team: their next request is nobody's. 409 `last_owner`. A revoked one stays as they are. */
export function revokeMember(ctx: Context, id: Id): Promise<Member> {
  permitRoles(ctx.actor);
  return transact(ctx, async (tx) => {
    const member = await holdMember(tx, id);
    permitRoles(ctx.actor, member.role);
    if (member.status === "revoked") return member;
    await keepAnOwner(tx, member);
    await saveMember(tx, { ...member, revokedAt: now() });
    await noteChange(tx, member, "revoked", actorName(ctx.actor));
    await tellMember(ctx, tx, member.email, null);
    return holdMember(tx, id);
  });
}

/** Puts a revoked member back on the team, in the role they had. Others stay as they are. */
export function reinstateMember(ctx: Context, id: Id): Promise<Member> {
  permitRoles(ctx.actor);
  return transact(ctx, async (tx) => {
    const member = await holdMember(tx, id);
    permitRoles(ctx.actor, member.role);
    if (member.status !== "revoked") return member;
    await saveMember(tx, { ...member, revokedAt: null });
    await noteChange(tx, member, "reinstated", actorName(ctx.actor));
    await tellMember(ctx, tx, member.email, member.role);
    return holdMember(tx, id);
  });
}

/** Mails a member which role they have now; null: none any more. */
async function tellMember(
  { services, actor }: Context,
  tx: Tx,
  to: string,
  role: Role | null,
): Promise<void> {
  const { name: brandName } = await loadBrand(tx);
  const by = actor.kind === "member" ? actor.email : brandName;
  const data = { url: `${services.appUrl}/overview`, by, role };
  await queueMail(tx, services.secrets, { template: "member_changed", to, brandName, data });
}
