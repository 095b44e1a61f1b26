import { isReversed } from "@/server/attribution/decisions";
import { type Context, permitBrand, transact } from "@/server/auth/context";
import { type Minor, minor, ZERO } from "@/server/money/minor";
import { now } from "@/server/platform/clock";
import { AppError, type ErrorCode } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";
import { isByHand } from "../settle";
import { type CommissionRow, finalEntriesOfKey, findEntry, openEntriesOfKey } from "../store/ledger";
import { decidedKey } from "./key";
import { whyNotApproved, whyNotReversed, whyNotWrittenOff } from "./refusals";

/** What approving or reversing would do, entry by entry as the acts themselves judge. */
export type DecisionEffect = {
  /** How many entries would change. */
  entries: number;
  /** Whose they are. */
  partnerIds: Id[];
  /** What would become payable, or would no longer be owed. */
  sums: { currency: string; amount: Minor }[];
  /** Entries of which it holds already. */
  unchanged: number;
  refused: { code: ErrorCode; message: string; entries: number }[];
};

type Judged = { change: readonly CommissionRow[] } | { refusal: AppError };
const NOTHING: Judged = { change: [] };

/** Looks at what `decideInBulk` would do with these entries; writes nothing. Unknown ids are refused, as there. */
export function previewDecisions(
  ctx: Context,
  action: "approve" | "reverse",
  ids: readonly Id[],
): Promise<DecisionEffect> {
  permitBrand(ctx.actor, "commissions:read");
  return transact(ctx, async (tx) => {
    const changed = new Map<Id, CommissionRow>();
    const refused = new Map<ErrorCode, DecisionEffect["refused"][number]>();
    let unchanged = 0;
    for (const id of new Set(ids)) {
      const judged = await judgeOne(tx, action, id);
      if ("refusal" in judged) note(refused, judged.refusal);
      else if (judged.change.length === 0) unchanged++;
      else for (const entry of judged.change) changed.set(entry.id, entry);
    }
    const rows = [...changed.values()];
    return {
      entries: rows.length,
      partnerIds: [...new Set(rows.map((row) => row.partnerId))],
      sums: sumsOf(rows),
      unchanged,
      refused: [...refused.values()],
    };
  });
}

async function judgeOne(tx: Tx, action: "approve" | "reverse", id: Id): Promise<Judged> {
  const entry = await findEntry(tx, id);
  if (!entry) return { refusal: new AppError("commission_not_found", `There is no commission ${id}.`) };
  return action === "approve" ? judgeApproval(entry) : judgeReversal(tx, entry);
}

function judgeApproval(entry: CommissionRow): Judged {
  const refusal = whyNotApproved(entry, now());
  if (refusal) return { refusal };
  return entry.status === "pending" ? { change: [entry] } : NOTHING;
}

async function judgeReversal(tx: Tx, entry: CommissionRow): Promise<Judged> {
  if (entry.status === "reversed" || (await isReversed(tx, decidedKey(entry)))) return NOTHING;
  if (isByHand(entry)) {
    const refusal = whyNotWrittenOff(entry);
    return refusal ? { refusal } : { change: [entry] };
  }
  const refusal = whyNotReversed(entry, await finalEntriesOfKey(tx, entry), false);
  return refusal ? { refusal } : { change: await openEntriesOfKey(tx, entry) };
}

function note(refused: Map<ErrorCode, DecisionEffect["refused"][number]>, { code, message }: AppError): void {
  const before = refused.get(code);
  refused.set(code, { code, message: before?.message ?? message, entries: (before?.entries ?? 0) + 1 });
}

function sumsOf(rows: readonly CommissionRow[]): DecisionEffect["sums"] {
  const sums = new Map<string, Minor>();
  for (const { currency, amount } of rows) sums.set(currency, minor((sums.get(currency) ?? ZERO) + amount));
  return [...sums].map(([currency, amount]) => ({ currency, amount }));
}
