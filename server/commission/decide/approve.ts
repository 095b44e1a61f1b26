import { actorName, type Context, permitBrand, transact } from "@/server/auth/context";
import { lockCustomers } from "@/server/identity/history";
import { now } from "@/server/platform/clock";
import { found } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import { enqueue } from "@/server/platform/outbox";
import type { Tx } from "@/server/platform/postgres/database";
import { message } from "../derive/messages";
import { lockDay } from "../store/days";
import { approveEntries, type CommissionRow, findEntry, usersOfEvents } from "../store/ledger";
import { whyNotApproved } from "./refusals";

/** Approves one entry whose holdback is over. Approving what is approved or paid changes nothing. */
export function approve(ctx: Context, id: Id): Promise<CommissionRow> {
  permitBrand(ctx.actor, "commissions:write");
  return transact(ctx, async (tx) => {
    const entry = await holdEntry(tx, id);
    if (entry.status === "approved" || entry.status === "paid") return entry;
    const refusal = whyNotApproved(entry, now());
    if (refusal) throw refusal;
    await approveEntries(tx, [id], actorName(ctx.actor));
    await enqueue(tx, [message("approved", id)]);
    return found(await findEntry(tx, id), "commission_not_found", `There is no commission ${id}.`);
  });
}

/** The entry, with its customer or day held: nobody derives those while a person decides. */
export async function holdEntry(tx: Tx, id: Id): Promise<CommissionRow> {
  const seen = found(await findEntry(tx, id), "commission_not_found", `There is no commission ${id}.`);
  if (seen.eventId !== null) await lockCustomers(tx, await usersOfEvents(tx, [seen.eventId]));
  if (seen.clickDay !== null) await lockDay(tx, seen.programId, seen.clickDay);
  return found(await findEntry(tx, id), "commission_not_found", `There is no commission ${id}.`);
}
