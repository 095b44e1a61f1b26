import { DAY_MS, type Millis } from "@/server/platform/clock";
import { type Id, parseId } from "@/server/platform/ids";
import type { Answer, Transfer, Transfers } from "@/server/stripe/connect/transfer";
import type { Transact } from "../books";
import { learn } from "../returns/learn";
import type { Finding, Payout } from "../rules";
import { compare } from "./findings";

/** How far back payouts and transfers are compared. Open payouts are compared however old they are. */
const WINDOW_MS = 90 * DAY_MS;
const PAGE = 500;
/** Bounds one reconciliation; a brand with more open or recent payouts is told. */
const MAX_PAYOUTS = 100_000;
const BY = "reconciliation";

/** `error`: Stripe could not be asked, and so nothing was compared. */
export type Reconciled = { payouts: number; transfers: number; findings: Finding[]; error: string | null };

/**
 * Compares payouts with Stripe, notes what Stripe knows and the books do not, and reports every difference. Payouts are read
 * before transfers: a payout that is booked has its transfer in the list.
 */
export async function reconcile(transact: Transact, transfers: Transfers, now: Millis): Promise<Reconciled> {
  const since = now - WINDOW_MS;
  const payouts = await allPayouts(transact, since);
  const answer = await transfers.since(since);
  if (answer.kind !== "transfers") return nothing(answer);
  const known = byGroup(answer.transfers);
  const findings: Finding[] = [];
  for (const payout of payouts) {
    const own = payout.createdAt >= since ? (known.get(payout.id) ?? []) : await older(transfers, payout.id);
    findings.push(...(await settleOne(transact, payout, own, now)));
    known.delete(payout.id);
  }
  for (const [group, strays] of known) findings.push(...(await settleUnknown(transact, group, strays, now)));
  return { payouts: payouts.length, transfers: answer.transfers.length, findings, error: null };
}

async function allPayouts(transact: Transact, since: Millis): Promise<Payout[]> {
  const all: Payout[] = [];
  for (let after: Id | null = null; all.length < MAX_PAYOUTS; ) {
    const page: Payout[] = await transact((books) => books.toReconcile({ since, after, limit: PAGE }));
    all.push(...page);
    if (page.length < PAGE) return all;
    after = page.at(-1)?.id ?? null;
  }
  throw new Error(`more than ${MAX_PAYOUTS} payouts of one brand to reconcile`);
}

function nothing(answer: Answer): Reconciled {
  const error = "message" in answer ? answer.message : `Stripe answered with ${answer.kind}.`;
  return { payouts: 0, transfers: 0, findings: [], error };
}

/** Transfers of payouts, by the payout's id. A brand's other transfers are none of ours. */
function byGroup(transfers: readonly Transfer[]): Map<Id, Transfer[]> {
  const groups = new Map<Id, Transfer[]>();
  for (const transfer of transfers) {
    const id = parseId(transfer.group ?? "");
    if (id !== null) groups.set(id, [...(groups.get(id) ?? []), transfer]);
  }
  return groups;
}

async function older(transfers: Transfers, group: Id): Promise<Transfer[]> {
  const answer = await transfers.ofGroup(group);
  return answer.kind === "transfers" ? answer.transfers : [];
}

async function settleOne(
  transact: Transact,
  payout: Payout,
  own: readonly Transfer[],
  now: Millis,
): Promise<Finding[]> {
  const { learn: news, findings } = compare(payout, own, now);
  for (const transfer of news) await transact((books) => learn(books, transfer, BY, now));
  return findings;
}

/** Transfers of a payout that is not among the recent ones: an old one, one only planned, or none of ours. */
async function settleUnknown(
  transact: Transact,
  group: Id,
  transfers: readonly Transfer[],
  now: Millis,
): Promise<Finding[]> {
  const payout = await transact((books) => books.hold(group));
  if (payout?.rail !== "stripe_connect") return [];
  return settleOne(transact, payout, transfers, now);
}
