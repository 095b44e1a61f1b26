import { type Context, permitBrand, transact } from "@/server/auth/context";
import { type Member, type MemberPage, pageOfMembers } from "./store";

export type { Member } from "./store";

/** The brand's members, revoked ones too, newest first; one more than the page holds where another page follows. */
export function listMembers(ctx: Context, page: MemberPage): Promise<Member[]> {
  permitBrand(ctx.actor, "programs:read");
  return transact(ctx, (tx) => pageOfMembers(tx, page));
}
