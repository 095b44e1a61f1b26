import type { Terms } from "@/server/attribution/history";
import { type Context, permitBrand, transact } from "@/server/auth/context";
import type { Id } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";
import { programFacts } from "@/server/program/read";
import type { TermsVersion } from "@/server/program/rules";
import { draftTerms } from "@/server/program/terms/add-terms";
import { deriveHistory } from "../derivation";
import { type Loaded, load, loadTerms } from "../derive/load";
import { loadDay, paysPerClick } from "../per-click/derive-clicks";
import { customersOfProgram } from "../store/concerned";
import { daysWithClicks } from "../store/days";
import { previewToken, type TermsDraft } from "./preview-token";
import { type Figures, Tally } from "./tally";

export type Preview = Figures & { previewToken: string };

const CUSTOMERS_PER_STEP = 500;

/** What a version of terms with a past date would change, derived in full and written nowhere. */
export function previewTerms(ctx: Context, draft: TermsDraft): Promise<Preview> {
  permitBrand(ctx.actor, "programs:write");
  return transact(ctx, async (tx) => {
    const version = await draftTerms(tx, draft.programId, draft.terms, draft.effectiveFrom);
    const tally = new Tally();
    await tallyCustomers(tx, version, tally);
    await tallyDays(tx, version, tally);
    return { previewToken: previewToken(ctx.services.secrets, tx, draft), ...tally.figures() };
  });
}

async function tallyCustomers(tx: Tx, version: TermsVersion, tally: Tally): Promise<void> {
  let cursor: Id | null = null;
  for (;;) {
    const customers: Id[] = await customersOfProgram(tx, version.programId, cursor, CUSTOMERS_PER_STEP);
    if (customers.length > 0) compare(await load(tx, customers, { readTerms: loadTerms }), version, tally);
    if (customers.length < CUSTOMERS_PER_STEP) return;
    cursor = customers.at(-1) ?? null;
  }
}

function compare(loaded: Loaded, version: TermsVersion, tally: Tally): void {
  const terms = withVersion(loaded.terms, version);
  for (const history of loaded.histories.values()) {
    const entries = history.events.flatMap((event) => loaded.stored.entries.get(event.id) ?? []);
    tally.add(history.events.length, deriveHistory(history, terms), entries);
  }
}

function withVersion(terms: Terms, version: TermsVersion): Terms {
  const program = terms.programs.get(version.programId);
  if (!program) return terms;
  const changed = { ...program, terms: [...program.terms, version] };
  return { ...terms, programs: new Map([...terms.programs, [program.id, changed]]) };
}

/** Days of paid clicks, where the program pays for clicks or would. */
async function tallyDays(tx: Tx, version: TermsVersion, tally: Tally): Promise<void> {
  const program = (await programFacts(tx, [version.programId])).get(version.programId);
  if (!program) return;
  const changed = { ...program, terms: [...program.terms, version] };
  if (!paysPerClick(changed.terms)) return;
  for (const day of await daysWithClicks(tx, program.id, program.timeZone)) {
    const { expected, entries } = await loadDay(tx, changed, day);
    tally.add(1, expected, entries);
  }
}
