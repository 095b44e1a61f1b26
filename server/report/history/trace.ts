import { type Context, permitBrand, transact } from "@/server/auth/context";
import type { CommissionRow } from "@/server/commission/ledger/ledger";
import { getCommission } from "@/server/commission/ledger/list";
import type { Millis } from "@/server/platform/clock";
import { type Id, parseId } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";
import { type Explanation, explainEvent } from "./explain";

/** "This click belongs to this user", with the time when it was learnt. */
export type Tie = { clickId: Id; userId: string; learntAt: Millis };

/** One event with everything that its outcome rests on. */
export type EventTrace = {
  explanation: Explanation;
  ties: Tie[];
  partnerNames: ReadonlyMap<Id, string>;
};

/** One commission with everything it rests on. */
export type Trace = EventTrace & { commission: CommissionRow };

/** A commission from its clicks to the ledger; null for one that no event earned: pay per click, or made by hand. */
export function traceCommission(ctx: Context, commissionId: Id): Promise<Trace | null> {
  permitBrand(ctx.actor, "commissions:read");
  return transact(ctx, async (tx) => {
    const within = { ...ctx, tx };
    const { eventId } = await getCommission(within, commissionId);
    if (!eventId) return null;
    const trace = await traceEvent(within, eventId);
    const commission = trace.explanation.entries.find((entry) => entry.id === commissionId);
    if (!commission) throw new Error("invariant broken: an entry is among the entries of its event");
    return { ...trace, commission };
  });
}

/** An event from its customer's clicks to the ledger, credited or not. */
export function traceEvent(ctx: Context, eventId: Id): Promise<EventTrace> {
  permitBrand(ctx.actor, "events:read");
  return transact(ctx, async (tx) => {
    const explanation = await explainEvent({ ...ctx, tx }, eventId);
    const { clicks, entries, byHand } = explanation;
    const [ties, names] = await Promise.all([
      tiesOf(
        tx,
        clicks.map((click) => click.clickId),
      ),
      namesOf(
        tx,
        [...clicks, ...entries, ...(byHand ? [byHand] : [])].map((row) => row.partnerId),
      ),
    ]);
    return { explanation, ties, partnerNames: names };
  });
}

/** What these partners of the brand are called; an id of nobody is left out. */
export function partnerNames(
  ctx: Context,
  partnerIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  permitBrand(ctx.actor, "partners:read");
  const ids = partnerIds.flatMap((one) => parseId(one) ?? []);
  return transact(ctx, (tx) => namesOf(tx, ids));
}

async function namesOf(tx: Tx, partnerIds: readonly Id[]): Promise<Map<Id, string>> {
  const rows = await tx.sql<{ id: Id; name: string }[]>`
    select id, name from partners where brand_id = ${tx.brandId} and id = any(${[...partnerIds]}::uuid[])`;
  return new Map(rows.map((row) => [row.id, row.name]));
}

function tiesOf(tx: Tx, clickIds: readonly Id[]): Promise<Tie[]> {
  return tx.sql<Tie[]>`
    select click_id as "clickId", user_id as "userId", created_at as "learntAt" from identities
    where brand_id = ${tx.brandId} and click_id = any(${[...clickIds]}::uuid[]) order by created_at, id`;
}
