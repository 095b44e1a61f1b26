import { type Context, permitBrand, transact } from "@/server/auth/context";
import type { Id } from "@/server/platform/ids";
import { type Member, pageOfMembers } from "./store";

export type { Member } from "./store";

/** The brand's members, revoked ones too, newest first; one more than the page holds where another page follows. */
export function listMembers(
  ctx: Context,
  page: { limit: number; cursor?: Id | undefined },
): Promise<Member[]> {
  permitBrand(ctx.actor, "programs:read");
  return transact(ctx, (tx) => pageOfMembers(tx, page));
}
