import { permitAll } from "@/server/auth/all-scopes";
import type { Actor, Role } from "@/server/auth/context";
import { AppError, found } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";
import { lockMember, type Member, otherActiveOwners } from "./store";

/** Who may manage members of these roles: owners all of them, admins all but owners. */
export function permitRoles(actor: Actor, ...roles: readonly Role[]): void {
  permitAll(actor);
  if (actor.kind === "member" && actor.role !== "owner" && roles.includes("owner")) {
    throw new AppError("forbidden", "Only an owner decides who owns the brand.");
  }
}

/** The member, whom nobody else changes until the transaction ends; 404 when there is none. */
export async function holdMember(tx: Tx, id: Id): Promise<Member> {
  return found(await lockMember(tx, id), "member_not_found", `There is no member ${id}.`);
}

/** Refuses to take away the last owner who can sign in: nobody could put it right again. */
export async function keepAnOwner(tx: Tx, member: Member): Promise<void> {
  if (member.role !== "owner" || member.status !== "active") return;
  if ((await otherActiveOwners(tx, member.id)) > 0) return;
  throw new AppError(
    "last_owner",
    `${member.name} is the last active owner. Make somebody else an owner first.`,
  );
}
