import { type Context, ownPartner, permit, transact } from "@/server/auth/context";
import { note } from "@/server/auth/note";
import { now } from "@/server/platform/clock";
import { AppError } from "@/server/platform/errors";
import { type Id, newId } from "@/server/platform/ids";
import { announce } from "@/server/platform/notify/changes";
import { promotedProgram } from "../membership/membership";
import { insertLink, type Link } from "../store/links";
import { underCode } from "./codes";
import { checkDestination } from "./destination";

export type LinkInput = {
  partnerId: Id;
  programId: Id;
  /** Absent: made up. */
  code?: string | undefined;
  /** Absent or null: the program's destination. */
  destinationUrl?: string | null | undefined;
  status?: Link["status"] | undefined;
};

/** Gives an enrolled partner a link. 409 `code_taken`, `not_enrolled`. */
export async function createLink(ctx: Context, input: LinkInput): Promise<Link> {
  permit(ctx.actor, "links:write");
  const own = ownPartner(ctx.actor);
  if (own !== null && own !== input.partnerId) {
    throw new AppError("forbidden", "A partner's key makes links for that partner only.");
  }
  return transact(ctx, async (tx) => {
    const { partnerId, programId, destinationUrl = null, status = "active" } = input;
    checkDestination(await promotedProgram(tx, input), destinationUrl);
    const rest = { id: newId(), partnerId, programId, destinationUrl, status, createdAt: now() };
    const link = await underCode(
      input.code,
      (code): Link => ({ ...rest, code }),
      (made) => insertLink(tx, made),
    );
    await note(tx, ctx.actor, {
      area: "links",
      kind: "link_made",
      about: link.code,
      subjectId: partnerId,
    });
    // Whoever asked for the code before is remembered as having found nothing.
    await announce(tx, { kind: "link", key: link.code });
    return link;
  });
}
