import type { Decision, History } from "@/server/attribution/history";
import { type Context, permitBrand, transact } from "@/server/auth/context";
import { type Click, findClick } from "@/server/click/read";
import { usersOfClick } from "@/server/identity/read";
import { now } from "@/server/platform/clock";
import { type Id, newId } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";
import { programFacts } from "@/server/program/read";
import { dayOf } from "@/server/program/terms/calendar";
import { deriveHistory } from "../derivation";
import { load, loadTerms } from "../derive/load";
import { loadDay, paysPerClick } from "../per-click/derive-clicks";
import { customersOfUsers } from "../store/concerned";
import { type Figures, Tally } from "../terms/tally";

type Asked = { clickId: Id; kind: "flag" | "unflag" };

/** What flagging or unflagging a click would change in the ledger: derived with the decision added, and written nowhere. */
export function previewFlag(ctx: Context, { clickId, kind }: Asked): Promise<Figures> {
  permitBrand(ctx.actor, "clicks:read");
  return transact(ctx, async (tx) => {
    const click = await findClick(tx, clickId);
    const tally = new Tally();
    if ((click.effectiveVerdict === "valid") === (kind === "unflag")) return tally.figures();
    await tallySales(tx, click, kind, tally);
    await tallyDay(tx, click, kind, tally);
    return tally.figures();
  });
}

async function tallySales(tx: Tx, click: Click, kind: Asked["kind"], tally: Tally): Promise<void> {
  const customers = await customersOfUsers(tx, await usersOfClick(tx, click.id));
  if (customers.length === 0) return;
  const { histories, stored, terms } = await load(tx, customers, { readTerms: loadTerms });
  const decision: Decision = { id: newId(), at: now(), kind, clickId: click.id, reason: null };
  for (const history of histories.values()) {
    const decided: History = { ...history, decisions: [...history.decisions, decision] };
    const entries = history.events.flatMap((event) => stored.entries.get(event.id) ?? []);
    tally.add(history.events.length, deriveHistory(decided, terms), entries);
  }
}

/** A program that pays for clicks counts those of the click's day again. */
async function tallyDay(tx: Tx, click: Click, kind: Asked["kind"], tally: Tally): Promise<void> {
  const program = (await programFacts(tx, [click.programId])).get(click.programId);
  if (!program || !paysPerClick(program.terms)) return;
  const { expected, entries } = await loadDay(tx, program, dayOf(click.ts, program.timeZone), (one) =>
    one.id === click.id ? { ...one, decision: kind } : one,
  );
  tally.add(1, expected, entries);
}
