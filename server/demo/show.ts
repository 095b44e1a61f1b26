import { type Context, permit, transact } from "@/server/auth/context";
import type { CommissionRow } from "@/server/commission/ledger";
import type { Tx } from "@/server/platform/database";
import { type Id, parseId } from "@/server/platform/ids";
import type { Program } from "@/server/program/read";
import { type Explanation, explainEvent } from "@/server/report/explain";
import { findDemoProgram } from "./read";
import {
  eventOfCommission,
  type ListedCommission,
  partnerNames,
  recentCommissions,
  storyCommissions,
  type Tie,
  tiesOf,
} from "./store";
import { STORIES, type StoryKey } from "./stories";

/** One commission of the demonstration with everything it rests on. */
export type Trace = {
  commission: CommissionRow;
  explanation: Explanation;
  ties: Tie[];
  partnerNames: ReadonlyMap<Id, string>;
};

export type Demo = {
  program: Program;
  /** Null: no commission of the demonstration has the id that was asked for. */
  trace: Trace | null;
  stories: { key: StoryKey; commissionId: Id }[];
  recent: ListedCommission[];
};

const RECENT = 12;

/**
 * What the demonstration's page shows; null where none was loaded. It shows commissions of the demonstration's own program and no
 * others, because the page is open to everybody. Without an id it shows the first story.
 */
export function showDemo(ctx: Context, commissionId: string | null): Promise<Demo | null> {
  permit(ctx.actor, "commissions:read");
  return transact(ctx, async (tx) => {
    const program = await findDemoProgram(tx);
    if (!program) return null;
    const externalIds = STORIES.map((story) => story.externalId);
    const [byExternalId, recent] = await Promise.all([
      storyCommissions(tx, program.id, externalIds),
      recentCommissions(tx, program.id, RECENT),
    ]);
    const stories = STORIES.flatMap(({ key, externalId }) => {
      const id = byExternalId.get(externalId);
      return id ? [{ key, commissionId: id }] : [];
    });
    const wanted = commissionId === null ? (stories[0]?.commissionId ?? null) : parseId(commissionId);
    const trace = wanted ? await traceOf({ ...ctx, tx }, tx, program.id, wanted) : null;
    return { program, trace, stories, recent };
  });
}

async function traceOf(ctx: Context, tx: Tx, programId: Id, commissionId: Id): Promise<Trace | null> {
  const eventId = await eventOfCommission(tx, programId, commissionId);
  if (!eventId) return null;
  const explanation = await explainEvent(ctx, eventId);
  const { clicks, entries } = explanation;
  const commission = entries.find((entry) => entry.id === commissionId);
  if (!commission) return null;
  const clickIds = clicks.map((click) => click.clickId);
  const partnerIds = [...clicks, ...entries].map((row) => row.partnerId);
  const [ties, names] = await Promise.all([tiesOf(tx, clickIds), partnerNames(tx, partnerIds)]);
  return { commission, explanation, ties, partnerNames: names };
}
