import { type Context, ownPartner, permit, transact } from "@/server/auth/context";
import { note } from "@/server/auth/note";
import { AppError, assert } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import { announce } from "@/server/platform/notify/changes";
import type { Tx } from "@/server/platform/postgres/database";
import { findProgram } from "@/server/program/read";
import { type Link, type LinkChanges, lockLink, saveLink } from "../store/links";
import { checkDestination } from "./destination";

/** Pauses a link, starts it again, or leads it elsewhere. A partner may pause and start its own; where they lead is the brand's. */
export async function updateLink(ctx: Context, id: Id, changes: LinkChanges): Promise<Link> {
  permit(ctx.actor, "links:write");
  return transact(ctx, async (tx) => {
    const link = await ownLink(ctx, tx, id);
    const { destinationUrl = link.destinationUrl, status = link.status } = changes;
    if (destinationUrl !== link.destinationUrl) await checkChange(ctx, tx, link, destinationUrl);
    const changed = { ...link, destinationUrl, status };
    await saveLink(tx, changed);
    await noteChanges(ctx, tx, link, changed);
    await announce(tx, { kind: "link", key: link.code });
    return changed;
  });
}

async function noteChanges({ actor }: Context, tx: Tx, before: Link, after: Link): Promise<void> {
  const of = { area: "links", about: after.code, subjectId: after.partnerId } as const;
  if (after.status !== before.status)
    await note(tx, actor, { ...of, kind: after.status === "paused" ? "link_paused" : "link_resumed" });
  if (after.destinationUrl !== before.destinationUrl) await note(tx, actor, { ...of, kind: "link_led" });
}

async function ownLink(ctx: Context, tx: Tx, id: Id): Promise<Link> {
  const link = await lockLink(tx, id);
  const own = ownPartner(ctx.actor);
  if (!link || (own !== null && link.partnerId !== own)) {
    throw new AppError("link_not_found", `There is no link ${id}.`);
  }
  return link;
}

async function checkChange(ctx: Context, tx: Tx, link: Link, destinationUrl: string | null): Promise<void> {
  if (ownPartner(ctx.actor) !== null) {
    throw new AppError("forbidden", "A partner's key may not change where a link leads.");
  }
  const program = await findProgram(tx, link.programId);
  assert(program, `the link ${link.id} has a program`);
  checkDestination(program, destinationUrl);
}
