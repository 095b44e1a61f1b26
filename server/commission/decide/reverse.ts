import { insertDecision, isReversed } from "@/server/attribution/decisions";
import { actorName, type Context, permitBrand, transact } from "@/server/auth/context";
import { AppError, found } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import { enqueue } from "@/server/platform/outbox";
import type { Tx } from "@/server/platform/postgres/database";
import { message } from "../derive/messages";
import { deriveClickDays } from "../per-click/derive-clicks";
import { isByHand } from "../settle";
import { reverseEntries } from "../store/entries";
import { type CommissionRow, finalEntriesOfKey, findEntry, noteReason, usersOfEvents } from "../store/ledger";
import { holdEntry } from "./approve";
import { decidedKey } from "./key";
import { whyNotReversed, whyNotWrittenOff } from "./refusals";

export type Reversal = { reason: string; clawback?: boolean | undefined };

/**
 * Decides that a commission is worth nothing. The decision is a fact about its key (event, partner, program, rule, currency),
 * so deriving again respects it. A paid one becomes a negative entry, and only when the caller asks for that in so many words.
 */
export function reverse(ctx: Context, id: Id, reversal: Reversal): Promise<CommissionRow> {
  permitBrand(ctx.actor, "commissions:write");
  return transact(ctx, async (tx) => {
    const entry = await holdEntry(tx, id);
    if (entry.status === "reversed" || (await isReversed(tx, decidedKey(entry)))) return entry;
    if (isByHand(entry)) return writeOff(ctx, tx, entry, reversal);
    const refusal = whyNotReversed(entry, await finalEntriesOfKey(tx, entry), reversal.clawback === true);
    if (refusal) throw refusal;
    await decide(ctx, tx, entry, "reverse", reversal.reason);
    await noteReason(tx, entry, { reason: reversal.reason, by: actorName(ctx.actor) });
    return found(await findEntry(tx, id), "commission_not_found", `There is no commission ${id}.`);
  });
}

/**
 * What a person posted, or came back of a payout, is owed unless a person decides that it is not. No facts say so, hence nothing
 * is derived.
 */
async function writeOff(
  ctx: Context,
  tx: Tx,
  entry: CommissionRow,
  { reason }: Reversal,
): Promise<CommissionRow> {
  const refusal = whyNotWrittenOff(entry);
  if (refusal) throw refusal;
  const both = entry.reason === null ? reason : `${entry.reason} (reversed: ${reason})`;
  await reverseEntries(tx, [entry.id], both);
  await noteReason(tx, entry, { reason: both, by: actorName(ctx.actor) });
  await enqueue(tx, [message("reversed", entry.id)]);
  return found(await findEntry(tx, entry.id), "commission_not_found", `There is no commission ${entry.id}.`);
}

/** Undoes the reversal of a commission's key; what is owed is posted anew. What no facts say is not: it is posted by hand again. */
export function unreverse(ctx: Context, id: Id, reason: string): Promise<CommissionRow> {
  permitBrand(ctx.actor, "commissions:write");
  return transact(ctx, async (tx) => {
    const entry = await holdEntry(tx, id);
    if (isByHand(entry) && entry.status === "reversed") {
      throw new AppError("conflict", "An entry made by hand stays reversed. Post another one instead.");
    }
    if (await isReversed(tx, decidedKey(entry))) await decide(ctx, tx, entry, "unreverse", reason);
    return found(await findEntry(tx, id), "commission_not_found", `There is no commission ${id}.`);
  });
}

async function decide(
  ctx: Context,
  tx: Tx,
  entry: CommissionRow,
  kind: "reverse" | "unreverse",
  reason: string,
): Promise<void> {
  await insertDecision(tx, {
    ...decidedKey(entry),
    kind,
    click_id: null,
    reason,
    actor: actorName(ctx.actor),
  });
  if (entry.eventId !== null) await ctx.services.derive(tx, await usersOfEvents(tx, [entry.eventId]));
  else if (entry.clickDay !== null) await deriveClickDays(tx, entry.programId, [entry.clickDay]);
}
