import type { Context } from "@/server/auth/context";
import type { Click } from "@/server/click/read";
import { normaliseEmail } from "@/server/partner/email";
import type { Millis } from "@/server/platform/clock";
import { enqueue } from "@/server/platform/outbox";
import type { Tx } from "@/server/platform/postgres/database";
import { ensureCustomers } from "./customers";
import { addEmailHash, type Stitch, stitch } from "./store";

/** Ties a click to a user and tells so. The caller derives the customer in the same transaction. */
export async function attachClick(tx: Tx, click: Click, userId: string, ts: Millis): Promise<Stitch> {
  await ensureCustomers(tx, [userId]);
  const stitched = await stitch(tx, click.id, userId, ts);
  if (stitched.added) await tell(tx, click, userId, stitched);
  return stitched;
}

/**
 * Remembers an address a user was seen with, and says whether it is new for that user. The address itself is not kept: its
 * keyed hash is enough to see that a customer is the partner.
 */
export async function attachEmail(ctx: Context, tx: Tx, userId: string, email: string): Promise<boolean> {
  const hash = ctx.services.secrets.keyedHash("email", normaliseEmail(email));
  return addEmailHash(tx, userId, hash);
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
