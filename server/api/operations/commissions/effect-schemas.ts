import { z } from "zod";
import { presentMoney } from "@/server/api/rest/present";
import { money, replyId } from "@/server/api/rest/schemas";
import type { Figures } from "@/server/commission/terms/tally";

const count = z.number().int();

/** What a decision or other terms would do to the ledger. */
export const effectFields = {
  events: count.meta({ description: "Events that were looked at; a day of paid clicks counts as one." }),
  changed: count.meta({ description: "Those of which partners would be owed something else." }),
  byPartner: z
    .array(z.object({ partnerId: replyId, before: money, after: money }))
    .meta({ description: "One row for each partner and currency." }),
  ledgerDelta: z.array(money).meta({ description: "What the ledger would gain or lose, by currency." }),
};

/** The same for one decision. */
export const effectReply = z.object(effectFields).meta({ id: "LedgerEffect" });

export function presentEffect({ events, changed, byPartner, ledgerDelta }: Figures) {
  return {
    events,
    changed,
    byPartner: byPartner.map(({ partnerId, currency, before, after }) => ({
      partnerId,
      before: presentMoney(before, currency),
      after: presentMoney(after, currency),
    })),
    ledgerDelta: ledgerDelta.map((one) => presentMoney(one.amount, one.currency)),
  };
}
