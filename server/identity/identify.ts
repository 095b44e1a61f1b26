import { type Context, permitBrand, transact } from "@/server/auth/context";
import { type Click, findClick } from "@/server/click/read";
import { type Millis, now } from "@/server/platform/clock";
import { AppError, found } from "@/server/platform/errors";
import { type Id, parseId } from "@/server/platform/ids";
import { refuseImplausibleTime } from "@/server/platform/plausible-time";
import type { Tx } from "@/server/platform/postgres/database";
import { findProgram } from "@/server/program/read";
import { attachClick, attachEmail } from "./attach";
import { refuseDoubtful, refuseFlood, refuseUnknownOrigin } from "./caller";

/** "This click belongs to this user of ours." */
export type Claim = {
  cref: string;
  userId: string;
  email?: string | undefined;
  /** Hex HMAC-SHA256 of the userId, where the program's `identifyAuth` is `signed`. */
  signature?: string | undefined;
  ts?: Millis | undefined;
};

export type Identified = {
  identityId: Id;
  /** Whether the click belonged to nobody before. */
  firstStitch: boolean;
  /** Events that this call newly attributed. */
  backfilledAttributions: number;
};

/** Ties a click to a customer and derives that customer again: events that came before the claim are credited now. */
export async function identify(ctx: Context, claim: Claim, ip: string): Promise<Identified> {
  permitBrand(ctx.actor, "identify:write");
  refuseFlood(ctx, ip);
  if (claim.ts !== undefined) refuseImplausibleTime(claim.ts, ctx.services.maxFutureHours);
  return transact(ctx, async (tx) => {
    const click = await claimedClick(ctx, tx, claim);
    const stitched = await attachClick(tx, click, claim.userId, claim.ts ?? now());
    const newEmail = claim.email !== undefined && (await attachEmail(ctx, tx, claim.userId, claim.email));
    const backfilledAttributions = stitched.added || newEmail ? await derived(ctx, tx, claim.userId) : 0;
    return { identityId: stitched.identityId, firstStitch: stitched.firstStitch, backfilledAttributions };
  });
}

async function claimedClick(ctx: Context, tx: Tx, claim: Claim): Promise<Click> {
  await refuseUnknownOrigin(tx, ctx.actor);
  const id = parseId(claim.cref);
  if (id === null) throw new AppError("click_not_found", `There is no click "${claim.cref.slice(0, 40)}".`);
  const click = await findClick(tx, id);
  const program = found(
    await findProgram(tx, click.programId),
    "program_not_found",
    "The click's program is gone.",
  );
  await refuseDoubtful(ctx, tx, program, claim);
  return click;
}

async function derived(ctx: Context, tx: Tx, userId: string): Promise<number> {
  const report = await ctx.services.derive(tx, [userId]);
  return report.newlyAttributed.length;
}
