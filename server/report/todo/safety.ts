import { type Context, permitBrand, transact } from "@/server/auth/context";
import { workingKeys } from "@/server/auth/list-keys";
import { type MemberSessions, memberSessions } from "@/server/auth/session/members";
import { type AllLinks, allLinks } from "@/server/partner/links/pause-links";

export type Safety = {
  links: AllLinks;
  /** Who else is signed in. */
  signedIn: MemberSessions;
  /** Keys that work, by kind. */
  apiKeys: { secret: number; publishable: number; partner: number };
};

/** What pausing everything, signing everybody out and revoking all keys would concern now. */
export async function showSafety(ctx: Context): Promise<Safety> {
  permitBrand(ctx.actor, "programs:read");
  const [[links, apiKeys], signedIn] = await Promise.all([
    transact(ctx, async (tx) => [await allLinks(tx), await workingKeys(tx)] as const),
    memberSessions(ctx),
  ]);
  return { links, signedIn, apiKeys };
}
