import { actorName, type Context, permitBrand, transact } from "@/server/auth/context";
import { readSignedAmount } from "@/server/money/read";
import { joinedProgram } from "@/server/partner/membership/membership";
import { now } from "@/server/platform/clock";
import { AppError, assert } from "@/server/platform/errors";
import { type Id, newId } from "@/server/platform/ids";
import { enqueue } from "@/server/platform/outbox";
import { termsOfPartner } from "@/server/program/show";
import { message } from "../derive/messages";
import { insertByHand } from "../store/by-hand";
import { type CommissionRow, findEntry } from "../store/ledger";

/** The rule of an entry that a person posted. */
export const BY_HAND_RULE = "by_hand";

/** An amount that no rule gives. `amount` is in major units; with a minus in front it is taken off. Partners read the reason. */
export type ByHand = { partnerId: Id; programId: Id; amount: string; currency: string; reason: string };

/**
 * Gives a partner an amount beside what rules earn, or takes one off. It is approved from the start, since a person has
 * decided, and the next payout takes it along; deriving never touches it. 404 `partner_not_found` and `program_not_found`,
 * 409 `not_enrolled` for a program that the partner never was in, 400 `invalid_amount` and `invalid_currency`.
 */
export function postByHand(ctx: Context, given: ByHand): Promise<CommissionRow> {
  permitBrand(ctx.actor, "commissions:write");
  const { partnerId, programId, currency, reason } = given;
  const amount = readSignedAmount(given.amount, currency);
  if (amount === 0n) throw new AppError("invalid_amount", "An entry of the ledger is never zero.");
  return transact(ctx, async (tx) => {
    const program = await joinedProgram(tx, { partnerId, programId });
    const { id: termsId } = await termsOfPartner(tx, program, partnerId);
    const id = newId();
    const entry = { id, partnerId, programId, ruleId: BY_HAND_RULE, termsId, amount, currency, reason };
    await insertByHand(tx, { ...entry, by: actorName(ctx.actor), at: now() });
    await enqueue(tx, [message("created", id), message("approved", id)]);
    const posted = await findEntry(tx, id);
    assert(posted, `entry ${id} is not there after it was posted`);
    return posted;
  });
}
