import { actorName, type Context, permitBrand, transact } from "@/server/auth/context";
import { type EventFact, isAttributable } from "@/server/event/rules";
import { customerOf } from "@/server/event/subject";
import { lockCustomers } from "@/server/identity/history";
import { promotedProgram } from "@/server/partner/membership/membership";
import { AppError, found } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";
import { type CreditByHand, creditByHandOf, insertDecision } from "./decisions";
import { type CreditDecision, isSamePlace, type Place } from "./history";

/**
 * Credits the whole of an event to one partner, whatever its clicks say. The decision stands beside the facts, and deriving again
 * respects it. Returns what holds; crediting the same partner again changes nothing. 404 `event_not_found`, `partner_not_found` and
 * `program_not_found`, 409 `not_enrolled`, and `conflict` for what earns no credit.
 */
export function creditEvent(
  ctx: Context,
  eventId: Id,
  place: Place,
  reason: string | null,
): Promise<CreditByHand | null> {
  return decide(ctx, eventId, place, reason);
}

/**
 * Takes back the credit by hand that holds: one given before it holds again and is returned, else the clicks decide. Without one
 * nothing changes.
 */
export function uncreditEvent(
  ctx: Context,
  eventId: Id,
  reason: string | null,
): Promise<CreditByHand | null> {
  return decide(ctx, eventId, null, reason);
}

function decide(
  ctx: Context,
  eventId: Id,
  place: Place | null,
  reason: string | null,
): Promise<CreditByHand | null> {
  permitBrand(ctx.actor, "commissions:write");
  return transact(ctx, async (tx) => {
    const { event, users } = await ownedEvent(tx, eventId);
    // Two people may decide about one event at once.
    await lockCustomers(tx, users);
    const act = await actOf(tx, event, place);
    if (act) {
      await writeDown(ctx, tx, eventId, { ...act, reason });
      await ctx.services.derive(tx, users);
    }
    return creditByHandOf(tx, eventId);
  });
}

async function writeDown(
  ctx: Context,
  tx: Tx,
  eventId: Id,
  { kind, place, reason }: CreditAct & { reason: string | null },
): Promise<void> {
  await insertDecision(tx, {
    kind,
    click_id: null,
    event_id: eventId,
    partner_id: place.partnerId,
    program_id: place.programId,
    rule_id: null,
    currency: null,
    reason,
    actor: actorName(ctx.actor),
  });
}

/** The event with its customer, or 404. */
export async function ownedEvent(tx: Tx, eventId: Id) {
  return found(await customerOf(tx, eventId), "event_not_found", `There is no event "${eventId}".`);
}

type CreditAct = { kind: CreditDecision["kind"]; place: Place };

/**
 * The decision by which an event is credited at `place`, or with null the one that takes back the credit that holds; null where
 * that is so already. Who does not promote the program at present is credited with nothing new.
 */
export async function actOf(tx: Tx, event: EventFact, place: Place | null): Promise<CreditAct | null> {
  if (place) {
    if (!isAttributable(event.type))
      throw new AppError(
        "conflict",
        `A "${event.type}" earns nobody credit. Credit the sale that it is about.`,
      );
    await promotedProgram(tx, place);
  }
  const held = await creditByHandOf(tx, event.id);
  if (!place) return held && { kind: "uncredit", place: held };
  return held && isSamePlace(held, place) ? null : { kind: "credit", place };
}
