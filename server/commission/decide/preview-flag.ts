import { type Context, permitBrand, transact } from "@/server/auth/context";
import { type Click, findClick } from "@/server/click/read";
import { usersOfClick } from "@/server/identity/read";
import { now } from "@/server/platform/clock";
import { type Id, newId } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";
import { programFacts } from "@/server/program/read";
import { dayOf } from "@/server/program/terms/calendar";
import { loadDay, paysPerClick } from "../per-click/derive-clicks";
import { customersOfUsers } from "../store/concerned";
import { type Figures, Tally } from "../terms/tally";
import { tallyDecision } from "./tally-decision";

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
  const decision = { id: newId(), at: now(), reason: null, kind, clickId: click.id };
  await tallyDecision(tx, customers, decision, tally);
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
