import { SECOND_MS } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";
import type { MacroValues } from "../macros";
import type { Change } from "../types";
import { othersTold } from "./others";
import type { Told } from "./told";

/** As `server/payout/messages.ts` writes it: how a payout went is told by its message, and only later by its row. */
type Payload = { payoutId: Id; partnerId: Id; amount: { amount: string; currency: string } };

/** `payout.*`: what the outbox says of a payout, with the partner's name. */
export async function payoutsTold(tx: Tx, changes: readonly Change[]): Promise<Map<Id, Told>> {
  const named = await othersTold(tx, changes);
  return new Map(
    changes.map((change) => {
      const { payoutId, ...data } = named.get(change.id)?.data ?? {};
      const status = change.topic.slice("payout.".length);
      return [change.id, { data: { id: payoutId, status, ...data }, macros: macrosOf(change, status) }];
    }),
  );
}

function macrosOf({ payload, createdAt }: Change, status: string): Told["macros"] {
  const { payoutId, partnerId, amount } = payload as Payload; // see there
  const macros: MacroValues = {
    amount: amount.amount,
    currency: amount.currency,
    partner_id: partnerId,
    payout_id: payoutId,
    status,
    ts: String(Math.floor(createdAt / SECOND_MS)),
  };
  return new Map([[partnerId, macros]]);
}
