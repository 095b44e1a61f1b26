import { type Context, permit, transact } from "@/server/auth/context";
import { type Id, parseId } from "@/server/platform/ids";
import type { Program } from "@/server/program/read";
import { type Trace, traceCommission } from "@/server/report/history/trace";
import { STORIES, type StoryKey } from "../history/stories";
import { findDemoProgram } from "../read";
import { eventOfCommission, type ListedCommission, recentCommissions, storyCommissions } from "../store";

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
    const shown = wanted !== null && (await eventOfCommission(tx, program.id, wanted)) !== null;
    const trace = shown ? await traceCommission({ ...ctx, tx }, wanted) : null;
    return { program, trace, stories, recent };
  });
}
