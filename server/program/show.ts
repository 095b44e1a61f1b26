import { type Context, ownPartner, permit, transact } from "@/server/auth/context";
import { now } from "@/server/platform/clock";
import { assert, found } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";
import { programFacts } from "./read";
import { type TermsVersion, termsInForce } from "./rules";
import {
  allPrograms,
  loadProgram,
  type Program,
  type ProgramPage,
  pageOfPrograms,
  pinsOf,
} from "./store/programs";

/** A program with the version of its terms that is in force now; for a partner who pins one, that. */
export type ProgramWithTerms = Program & { terms: TermsVersion };

/** A partner's key sees the programs in which that partner is enrolled; one more than the page holds where another follows. */
export function showPrograms(ctx: Context, page: ProgramPage): Promise<ProgramWithTerms[]> {
  permit(ctx.actor, "programs:read");
  const enrolled = ownPartner(ctx.actor) ?? undefined;
  return transact(ctx, async (tx) =>
    withTerms(tx, await pageOfPrograms(tx, { ...page, enrolled }), await pinsFor(tx, ctx)),
  );
}

export function showProgram(ctx: Context, id: Id): Promise<ProgramWithTerms> {
  permit(ctx.actor, "programs:read");
  return transact(ctx, async (tx) => {
    const program = await visibleProgram(tx, id, ownPartner(ctx.actor));
    const [shown] = await withTerms(tx, program ? [program] : [], await pinsFor(tx, ctx));
    return found(shown, "program_not_found", `There is no program "${id}".`);
  });
}

async function visibleProgram(tx: Tx, id: Id, partnerId: Id | null): Promise<Program | null> {
  if (partnerId === null) return loadProgram(tx, id);
  const enrolled = await allPrograms(tx, { enrolled: partnerId });
  return enrolled.find((program) => program.id === id) ?? null;
}

/** The brand sees what holds in general; a partner, what holds for them. */
function pinsFor(tx: Tx, { actor }: Context): Promise<ReadonlyMap<Id, Id>> {
  const own = ownPartner(actor);
  return own === null ? Promise.resolve(new Map()) : pinsOf(tx, own);
}

/** The version that is in force for one partner now: the one it pins, or the program's. */
export async function termsOfPartner(tx: Tx, program: Program, partnerId: Id): Promise<TermsVersion> {
  const [shown] = await withTerms(tx, [program], await pinsOf(tx, partnerId));
  assert(shown, `program ${program.id} was made with terms`);
  return shown.terms;
}

export async function withTerms(
  tx: Tx,
  programs: readonly Program[],
  pins: ReadonlyMap<Id, Id> = new Map(),
): Promise<ProgramWithTerms[]> {
  if (programs.length === 0) return [];
  const facts = await programFacts(
    tx,
    programs.map((program) => program.id),
  );
  return programs.map((program) => {
    const known = facts.get(program.id);
    const terms = known ? termsInForce(known, now(), pins.get(program.id) ?? null) : null;
    assert(terms, `program ${program.id} was made with terms`);
    return { ...program, terms };
  });
}
