import type { Terms } from "@/server/attribution/history";
import { keyText } from "@/server/attribution/history";
import { clicksOfSpan } from "@/server/click/span";
import { partnerFacts } from "@/server/partner/read";
import { type Millis, now } from "@/server/platform/clock";
import type { Tx } from "@/server/platform/database";
import { type Id, newId } from "@/server/platform/ids";
import { enqueue } from "@/server/platform/outbox";
import { dayOf, endOfDay, startOfDay } from "@/server/program/calendar";
import { programFacts } from "@/server/program/read";
import { CLICK_RULE, type ProgramFacts } from "@/server/program/rules";
import { owedForClicks } from "./clicks";
import { timed } from "./differ";
import { settle } from "./settle";
import { reversedDays } from "./store/days";
import { entriesOfDays, insertEntries, reverseEntries } from "./store/entries";

/** Derives a program's pay-per-click entries of these local days again and posts what differs. Returns how many entries. */
export async function deriveClickDays(tx: Tx, programId: Id, days: readonly string[]): Promise<number> {
  const program = (await programFacts(tx, [programId])).get(programId);
  if (!program || !paysPerClick(program)) return 0;
  let posted = 0;
  for (const day of [...days].sort()) posted += await deriveDay(tx, program, day);
  return posted;
}

/** The same for the days on which these instants fall in the program's time zone. */
export async function deriveClickDaysAt(tx: Tx, programId: Id, instants: readonly Millis[]): Promise<number> {
  const program = (await programFacts(tx, [programId])).get(programId);
  if (!program || !paysPerClick(program)) return 0;
  return deriveClickDays(tx, programId, [
    ...new Set(instants.map((instant) => dayOf(instant, program.timeZone))),
  ]);
}

/** Whether any version of the program's terms pays for clicks. */
export function paysPerClick(program: ProgramFacts): boolean {
  return program.terms.some((version) => version.rules.some((rule) => rule.eventType === CLICK_RULE));
}

async function deriveDay(tx: Tx, program: ProgramFacts, day: string): Promise<number> {
  // One derivation of a day at a time; days of other programs do not wait.
  await tx.sql`select pg_advisory_xact_lock(hashtextextended(${`click day ${tx.brandId} ${program.id} ${day}`}, 0))`;
  const [clicks, entries, reversed] = await Promise.all([
    clicksOfSpan(tx, program.id, startOfDay(day, program.timeZone), endOfDay(day, program.timeZone)),
    entriesOfDays(tx, program.id, [day]),
    reversedDays(tx, program.id, day),
  ]);
  const roster = await partnerFacts(tx, [...new Set(clicks.map((click) => click.partnerId))]);
  const terms: Terms = { programs: new Map([[program.id, program]]), ...roster };
  const owed = owedForClicks(program, day, clicks, terms).map(({ clickDay, ...one }) => ({
    ...one,
    eventId: clickDay,
  }));
  const settled = settle({ owed, nets: new Map(), reversed: new Set(reversed.map(keyText)) }, entries);
  const posted = settled.post.map((posting) => timed({ ...posting, id: newId(), approvedAt: null }, now()));
  await reverseEntries(tx, settled.reverse, "replaced after counting again");
  await insertEntries(tx, posted, "day");
  await enqueue(
    tx,
    posted.map(({ id }) => ({ topic: "commission.created", subject: id, payload: { commissionId: id } })),
  );
  return posted.length;
}
