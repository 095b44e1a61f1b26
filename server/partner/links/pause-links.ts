import { permitOwner } from "@/server/auth/all-scopes";
import { actorName, type Context, permit, transact } from "@/server/auth/context";
import { note } from "@/server/auth/note";
import { tellTeam } from "@/server/auth/tell-team";
import { now } from "@/server/platform/clock";
import { announce } from "@/server/platform/notify/changes";
import type { Tx } from "@/server/platform/postgres/database";
import { closePause, countWorking, type LinkPause, loadPause, openPause } from "../store/link-pauses";

export type { LinkPause } from "../store/link-pauses";

/** Links that work unless all are paused, with their programs, and whether all are. */
export type AllLinks = { links: number; programs: number; pause: LinkPause | null };

/**
 * Pauses all links of the brand at once: whoever follows one sees the page of a paused link, and no click is recorded. What each
 * link and program is set to stays, so that resuming brings back exactly what was there. Again changes nothing.
 */
export function pauseLinks(ctx: Context): Promise<AllLinks> {
  return change(ctx, "all_paused", openPause);
}

/** Ends it. */
export function resumeLinks(ctx: Context): Promise<AllLinks> {
  return change(ctx, "all_resumed", closePause);
}

function change(ctx: Context, kind: "all_paused" | "all_resumed", save: typeof openPause): Promise<AllLinks> {
  permitOwner(ctx.actor);
  return transact(ctx, async (tx) => {
    const all = await allLinks(tx);
    if (!(await save(tx, now(), actorName(ctx.actor)))) return all;
    const count = Math.max(1, all.links);
    await note(tx, ctx.actor, { area: "links", kind, about: null, count });
    if (kind === "all_paused") await tellTeam(tx, ctx.actor, "links_paused");
    await announce(tx, { kind: "brand", key: tx.brandId });
    return allLinks(tx);
  });
}

export async function allLinks(tx: Tx): Promise<AllLinks> {
  return { ...(await countWorking(tx)), pause: await loadPause(tx) };
}

/** Since when all links are paused, for everybody whose links they are; null while they are not. */
export function linkPause(ctx: Context): Promise<LinkPause | null> {
  permit(ctx.actor, "links:read");
  return transact(ctx, loadPause);
}
