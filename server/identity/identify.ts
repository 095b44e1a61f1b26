import { type Context, permitBrand, transact } from "@/server/auth/context";
import { type Click, findClick } from "@/server/click/read";
import { normaliseEmail } from "@/server/partner/email";
import { type Millis, now } from "@/server/platform/clock";
import type { Tx } from "@/server/platform/database";
import { AppError, found } from "@/server/platform/errors";
import { type Id, parseId } from "@/server/platform/ids";
import { enqueue } from "@/server/platform/outbox";
import { refuseImplausibleTime } from "@/server/platform/plausible-time";
import { findProgram } from "@/server/program/read";
import { refuseDoubtful, refuseFlood, refuseUnknownOrigin } from "./caller";
import { ensureCustomers } from "./customers";
import { addEmailHash, type Stitch, stitch } from "./store";

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
    await ensureCustomers(tx, [claim.userId]);
    const stitched = await stitch(tx, click.id, claim.userId, claim.ts ?? now());
    const newEmail = await keepEmail(ctx, tx, claim);
    if (stitched.added) await tell(tx, click, claim.userId, stitched);
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

/** The address itself is not kept: its keyed hash is enough to see that a customer is the partner. */
async function keepEmail(ctx: Context, tx: Tx, claim: Claim): Promise<boolean> {
  if (claim.email === undefined) return false;
  const hash = ctx.services.secrets.keyedHash("email", normaliseEmail(claim.email));
  return addEmailHash(tx, claim.userId, hash);
}

async function derived(ctx: Context, tx: Tx, userId: string): Promise<number> {
  const report = await ctx.services.derive(tx, [userId]);
  return report.newlyAttributed.length;
}

function tell(tx: Tx, click: Click, userId: string, stitched: Stitch): Promise<void> {
  const payload = {
    identityId: stitched.identityId,
    clickId: click.id,
    userId,
    partnerId: click.partnerId,
    programId: click.programId,
    firstStitch: stitched.firstStitch,
  };
  return enqueue(tx, [{ topic: "customer.identified", subject: userId, payload }]);
}
