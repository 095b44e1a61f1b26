import { isDeepStrictEqual } from "node:util";
import { type Context, permitBrand, transact } from "@/server/auth/context";
import { note } from "@/server/auth/note";
import { type Problem, refuseProblems } from "@/server/brand/problems";
import { assert, found } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import { announce } from "@/server/platform/notify/changes";
import type { Tx } from "@/server/platform/postgres/database";
import { slugTaken } from "./create";
import { readDomains, settingsProblems } from "./program-input";
import { type ProgramWithTerms, withTerms } from "./show";
import { lockProgram, type Program, type ProgramChanges, saveProgram } from "./store/programs";
import { holdRules } from "./terms/hold";

export type ProgramUpdate = { [Key in keyof ProgramChanges]?: Program[Key] | undefined };
/** `jobId`: the re-derivation that the change started, if past events may now earn something else. */
export type UpdatedProgram = { program: ProgramWithTerms; jobId: Id | null };

/** Settings that decide what events earn, those of the past too. */
const DECIDING = ["startsAt", "endsAt", "timeZone", "allowSelfReferral", "couponPriority"] as const;

/** Changes what is given and leaves the rest. Terms are not among it: a change of terms is a new version. */
export function updateProgram(ctx: Context, id: Id, update: ProgramUpdate): Promise<UpdatedProgram> {
  permitBrand(ctx.actor, "programs:write");
  return transact(ctx, async (tx) => {
    const before = found(await lockProgram(tx, id), "program_not_found", `There is no program "${id}".`);
    const after = changed(before, update);
    const deciding = DECIDING.filter((setting) => before[setting] !== after[setting]);
    if (deciding.length > 0) await holdRules(tx, id);
    if (!(await saveProgram(tx, after))) throw slugTaken(after.slug);
    await noteChanges(ctx, tx, before, after);
    await announce(tx, { kind: "program", key: id });
    const jobId =
      deciding.length === 0
        ? null
        : await ctx.services.rederiveProgram(tx, id, `the program's ${deciding.join(", ")} changed`);
    return { program: await shown(tx, after), jobId };
  });
}

async function noteChanges({ actor }: Context, tx: Tx, before: Program, after: Program): Promise<void> {
  const of = { area: "terms", about: after.name, subjectId: after.id } as const;
  if (after.status !== before.status)
    await note(tx, actor, { ...of, kind: after.status === "paused" ? "program_paused" : "program_resumed" });
  if (!isDeepStrictEqual({ ...before, status: after.status }, after))
    await note(tx, actor, { ...of, kind: "program_settings" });
}

function changed(before: Program, update: ProgramUpdate): Program {
  const problems: Problem[] = [];
  const given = Object.entries(update).filter(([, value]) => value !== undefined);
  const after: Program = { ...before, ...Object.fromEntries(given) };
  if (update.allowedDomains !== undefined)
    after.allowedDomains = readDomains(update.allowedDomains, problems);
  refuseProblems([...problems, ...settingsProblems(after)]);
  return after;
}

async function shown(tx: Tx, program: Program): Promise<ProgramWithTerms> {
  const [one] = await withTerms(tx, [program]);
  assert(one, "one program with terms comes of one program");
  return one;
}
