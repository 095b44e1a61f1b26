import { keyText } from "@/server/attribution/history";
import { clicksOfSpan, type DecidedClick } from "@/server/click/span";
import { partnerFacts } from "@/server/partner/read";
import { type Millis, now } from "@/server/platform/clock";
import { type Id, newId } from "@/server/platform/ids";
import { enqueue } from "@/server/platform/outbox";
import type { Tx } from "@/server/platform/postgres/database";
import { programFacts } from "@/server/program/read";
import { CLICK_RULE, type ProgramFacts, type TermsVersion } from "@/server/program/rules";
import { dayOf, endOfDay, startOfDay } from "@/server/program/terms/calendar";
import { shareRules } from "@/server/program/terms/hold";
import { timed } from "../derive/differ";
import { ledgerMessages } from "../derive/messages";
import { type Entry, type Expected, settle } from "../settle";
import { lockDay, reversedDays } from "../store/days";
import { entriesOfDays, insertEntries, reverseEntries } from "../store/entries";
import { owedForClicks } from "./clicks";

/** Derives a program's pay-per-click entries of these local days again and posts what differs. Returns how many entries. */
export async function deriveClickDays(tx: Tx, programId: Id, days: readonly string[]): Promise<number> {
  const program = await payingProgram(tx, programId);
  return program ? deriveDays(tx, program, days) : 0;
}

/** The same for the day on which an instant falls in the program's time zone. See `Services`. */
export async function deriveClickDay(tx: Tx, programId: Id, ts: Millis): Promise<void> {
  const program = await payingProgram(tx, programId);
  if (program) await deriveDays(tx, program, [dayOf(ts, program.timeZone)]);
}

/** Whether one of these versions pays for clicks. */
export function paysPerClick(versions: readonly TermsVersion[]): boolean {
  return versions.some((version) => version.rules.some((rule) => rule.eventType === CLICK_RULE));
}

/**
 * What a program's clicks of a local day should come to, and what the ledger holds of them. `seen` may look at the clicks
 * otherwise than they are, for a preview.
 */
export async function loadDay(
  tx: Tx,
  program: ProgramFacts,
  day: string,
  seen: (click: DecidedClick) => DecidedClick = (click) => click,
): Promise<{ expected: Expected; entries: Entry[] }> {
  const [clicks, entries, reversed] = await Promise.all([
    clicksOfSpan(tx, program.id, startOfDay(day, program.timeZone), endOfDay(day, program.timeZone)),
    entriesOfDays(tx, program.id, [day]),
    reversedDays(tx, program.id, day),
  ]);
  const roster = await partnerFacts(tx, [...new Set(clicks.map((click) => click.partnerId))]);
  const terms = { programs: new Map([[program.id, program]]), ...roster };
  const owed = owedForClicks(program, day, clicks.map(seen), terms).map(({ clickDay, ...one }) => ({
    ...one,
    eventId: clickDay,
  }));
  return { expected: { owed, nets: new Map(), reversed: new Set(reversed.map(keyText)) }, entries };
}

async function payingProgram(tx: Tx, programId: Id): Promise<ProgramFacts | null> {
  const [, programs] = await Promise.all([shareRules(tx, [programId]), programFacts(tx, [programId])]);
  const program = programs.get(programId);
  return program && paysPerClick(program.terms) ? program : null;
}

async function deriveDays(tx: Tx, program: ProgramFacts, days: readonly string[]): Promise<number> {
  let posted = 0;
  for (const day of [...days].sort()) posted += await deriveDay(tx, program, day);
  return posted;
}

async function deriveDay(tx: Tx, program: ProgramFacts, day: string): Promise<number> {
  await lockDay(tx, program.id, day);
  const { expected, entries } = await loadDay(tx, program, day);
  const settled = settle(expected, entries);
  const posted = settled.post.map((posting) => timed({ ...posting, id: newId(), approvedAt: null }, now()));
  await reverseEntries(tx, settled.reverse, "replaced after counting again");
  await insertEntries(tx, posted, "day");
  await enqueue(tx, ledgerMessages(settled.reverse, posted, "day"));
  return posted.length;
}
