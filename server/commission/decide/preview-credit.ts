import { actOf, ownedEvent } from "@/server/attribution/credit";
import type { Place } from "@/server/attribution/history";
import { type Context, permitBrand, transact } from "@/server/auth/context";
import { now } from "@/server/platform/clock";
import { type Id, newId } from "@/server/platform/ids";
import { type Figures, Tally } from "../terms/tally";
import { tallyDecision } from "./tally-decision";

/** What crediting an event by hand would change in the ledger, or with null taking back the credit that holds. Nothing is written. */
export function previewCredit(ctx: Context, eventId: Id, place: Place | null): Promise<Figures> {
  permitBrand(ctx.actor, "commissions:read");
  return transact(ctx, async (tx) => {
    const { event, customerId } = await ownedEvent(tx, eventId);
    const tally = new Tally();
    const act = await actOf(tx, event, place);
    if (act) {
      const { partnerId, programId } = act.place;
      const decision = {
        id: newId(),
        at: now(),
        reason: null,
        kind: act.kind,
        eventId,
        partnerId,
        programId,
      };
      await tallyDecision(tx, [customerId], decision, tally);
    }
    return tally.figures();
  });
}
