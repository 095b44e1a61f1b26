import { creditByHandOf } from "@/server/attribution/decisions";
import { type History, keyText, type Place, type Terms } from "@/server/attribution/history";
import { type Outcome, outcomeSentence } from "@/server/attribution/rules";
import { judge, subjectOf, touchesAmong } from "@/server/attribution/touches";
import { type Context, ownPartner, permit, transact } from "@/server/auth/context";
import { verdictReasonsOf } from "@/server/click/read";
import type { Verdict } from "@/server/click/rules";
import { deriveHistory } from "@/server/commission/derivation";
import { loadHistories, loadTerms } from "@/server/commission/derive/load";
import { type CommissionRow, entriesOfEvent } from "@/server/commission/ledger/ledger";
import type { Owed } from "@/server/commission/rules";
import { type Net, netValues } from "@/server/event/net";
import { type EventFact, isRefundOrDispute, resolveReferences } from "@/server/event/rules";
import { customerOf } from "@/server/event/subject";
import { type IdentityFact, identitiesOf } from "@/server/identity/history";
import type { Millis } from "@/server/platform/clock";
import { found } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import type { TermsVersion } from "@/server/program/rules";
import { clickSentence } from "./click-sentence";

/** A click of the customer, and whether and why it counts for the event. */
export type ExplainedClick = {
  clickId: Id;
  partnerId: Id;
  programId: Id;
  ts: Millis;
  coupon: boolean;
  verdict: Verdict;
  /** Why the click was judged so when it arrived; null for a valid one. */
  verdictReason: string | null;
  /** Milliseconds from the click to the event. */
  ageMs: Millis;
  counts: boolean;
  /** Millionths; 0 for a click that counts and that the model gives nothing. */
  weight: number;
  reason: string;
};

/** A person's decision to credit the event to one partner. */
export type ExplainedCredit = Place & { at: Millis; by: string | null; reason: string | null };

/** Everything that led from a customer's clicks to what partners are owed for one event. */
export type Explanation = {
  event: EventFact;
  /** The user ids that are known to be this customer. */
  customerIds: string[];
  outcome: Outcome & { sentence: string };
  /** The credit by hand that the outcome rests on, if it does. A partner is not told by whom and why. */
  byHand: ExplainedCredit | null;
  /** Null for an event that is no sale. */
  net: Net | null;
  /** Refunds and disputes that concern the event. */
  reductions: EventFact[];
  /** What ties the customer to its clicks, in the order in which it was learnt. */
  identities: IdentityFact[];
  clicks: ExplainedClick[];
  /** The versions under which the event's touches earn. */
  terms: TermsVersion[];
  owed: (Owed & { reversed: boolean })[];
  entries: CommissionRow[];
};

/** Explains one event: derived anew by the same rules, so that it cannot say anything else than the ledger. */
export function explainEvent(ctx: Context, eventId: Id): Promise<Explanation> {
  permit(ctx.actor, "events:read");
  return transact(ctx, async (tx) => {
    const { event, customerId, users } = found(
      await customerOf(tx, eventId),
      "event_not_found",
      `There is no event "${eventId}".`,
    );
    const histories = await loadHistories(tx, [customerId]);
    const history = found(histories.get(customerId), "event_not_found", `There is no event "${eventId}".`);
    const [terms, entries, identities, credit, verdictReasons] = await Promise.all([
      loadTerms(tx, [history]),
      entriesOfEvent(tx, eventId),
      identitiesOf(tx, customerId),
      creditByHandOf(tx, eventId),
      verdictReasonsOf(
        tx,
        history.clicks.map((click) => click.id),
      ),
    ]);
    const explanation = explain(event, history, terms, verdictReasons);
    const byHand = explanation.outcome.detail.code === "by_hand" ? credit : null;
    return forActor(ctx, { ...explanation, byHand, customerIds: users, identities, entries });
  });
}

function explain(
  event: EventFact,
  history: History,
  terms: Terms,
  verdictReasons: ReadonlyMap<Id, string>,
): Omit<Explanation, "customerIds" | "byHand" | "identities" | "entries"> {
  const derived = deriveHistory(history, terms);
  const outcome = found(
    derived.outcomes.find((one) => one.eventId === event.id),
    "event_not_found",
    `Event ${event.id} was not derived.`,
  );
  const credited = derived.attributions.filter((one) => one.eventId === event.id);
  const used = new Set(credited.map((one) => one.termsId));
  return {
    event,
    outcome: { ...outcome, sentence: outcomeSentence(outcome.detail) },
    net: netValues(history.events).sales.get(event.id) ?? null,
    reductions: reductionsOf(event, history),
    clicks: explainClicks(
      event,
      history,
      terms,
      outcome.detail.code === "by_hand" ? null : new Map(credited.map((one) => [one.clickId, one.weight])),
    ).map((click) => ({ ...click, verdictReason: verdictReasons.get(click.clickId) ?? null })),
    terms: [...terms.programs.values()].flatMap((program) =>
      program.terms.filter((version) => used.has(version.id)),
    ),
    owed: derived.owed
      .filter((one) => one.eventId === event.id)
      .map((one) => ({ ...one, reversed: derived.reversed.has(keyText(one)) })),
  };
}

function reductionsOf(event: EventFact, history: History): EventFact[] {
  const references = history.events.filter((one) => isRefundOrDispute(one.type));
  const named = resolveReferences(references, history.events);
  return references.filter((one) => named.get(one.id) === event.id);
}

/** `weights`: the clicks' shares; null where the event was credited by hand and none of them counts. */
function explainClicks(
  event: EventFact,
  history: History,
  terms: Terms,
  weights: ReadonlyMap<Id | null, number> | null,
): Omit<ExplainedClick, "verdictReason">[] {
  const judgements = judge(event, subjectOf(history, terms));
  const touches = new Set(touchesAmong(judgements).map((touch) => touch.click.id));
  return judgements.map((one) => {
    const weight = weights?.get(one.click.id) ?? 0;
    const counts = weights !== null && touches.has(one.click.id);
    return {
      clickId: one.click.id,
      partnerId: one.click.partnerId,
      programId: one.click.programId,
      ts: one.click.ts,
      coupon: one.click.coupon,
      verdict: one.verdict,
      ageMs: one.age,
      counts,
      weight,
      reason: clickSentence(one, counts, weights === null ? "by hand" : weight),
    };
  });
}

/** A partner sees events that it is or was credited with, and of them only its own part. */
function forActor(ctx: Context, explanation: Explanation): Explanation {
  const own = ownPartner(ctx.actor);
  if (own === null) return explanation;
  const mine = <T extends { partnerId: Id }>(rows: T[]): T[] => rows.filter((row) => row.partnerId === own);
  const [clicks, owed, entries] = [
    mine(explanation.clicks),
    mine(explanation.owed),
    mine(explanation.entries),
  ];
  const byHand =
    explanation.byHand?.partnerId === own ? { ...explanation.byHand, by: null, reason: null } : null;
  const credited = byHand !== null || clicks.some((click) => click.weight > 0);
  const concerned = credited || owed.length > 0 || entries.length > 0;
  found(concerned ? true : null, "event_not_found", `There is no event "${explanation.event.id}".`);
  const mineOnly = new Set(clicks.map((click) => click.clickId));
  const versions = new Set([...owed, ...entries].map((one) => one.termsId));
  return {
    ...explanation,
    event: { ...explanation.event, userId: "" },
    byHand,
    customerIds: [],
    reductions: explanation.reductions.map((one) => ({ ...one, userId: "" })),
    identities: explanation.identities
      .filter((one) => mineOnly.has(one.clickId))
      .map((one) => ({ ...one, userId: "" })),
    clicks,
    terms: explanation.terms.filter((version) => versions.has(version.id)),
    owed,
    entries,
  };
}
