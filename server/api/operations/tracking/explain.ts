import { z } from "zod";
import { commissionReply, presentCommission } from "@/server/api/operations/commissions/commission-schemas";
import { presentTerms, termsReply } from "@/server/api/operations/programs/terms-schemas";
import { operation } from "@/server/api/rest/operation";
import { presentMoney, presentTime } from "@/server/api/rest/present";
import { idIn, isoTime, money, replyId } from "@/server/api/rest/schemas";
import type { Net } from "@/server/event/net";
import type { EventFact } from "@/server/event/rules";
import { type ExplainedCredit, type Explanation, explainEvent } from "@/server/report/history/explain";

const WHOLE = 1_000_000;

const eventOut = z
  .object({
    id: replyId,
    type: z.string(),
    userId: z.string(),
    ts: isoTime,
    externalId: z.string().nullable(),
    value: money.nullable(),
    refundOf: z.string().nullable(),
  })
  .meta({ id: "ExplainedEvent" });

/** A person's decision to credit an event to one partner. */
export const creditReply = z
  .object({
    partnerId: replyId,
    programId: replyId,
    at: isoTime,
    by: z.string().nullable().meta({ description: "Who decided; null for a partner's key." }),
    reason: z.string().nullable().meta({ description: "Null for a partner's key as well." }),
  })
  .meta({ id: "HeldCredit" });

const explanationReply = z
  .object({
    event: eventOut,
    customerIds: z.array(z.string()).meta({ description: "The user ids known to be this customer." }),
    outcome: z.object({
      status: z.string(),
      model: z.string().nullable(),
      termsId: replyId.nullable(),
      sentence: z.string(),
      detail: z.record(z.string(), z.json()),
    }),
    byHand: creditReply.nullable().meta({ description: "The credit by hand that the outcome rests on." }),
    net: z.object({ gross: money, refunded: money, disputed: money, net: money }).nullable(),
    reductions: z.array(eventOut),
    identities: z
      .array(z.object({ clickId: replyId, userId: z.string(), ts: isoTime, learntAt: isoTime }))
      .meta({ description: "What ties the customer to its clicks, in the order in which it was learnt." }),
    clicks: z.array(
      z.object({
        clickId: replyId,
        partnerId: replyId,
        programId: replyId,
        ts: isoTime,
        coupon: z.boolean(),
        verdict: z.string(),
        verdictReason: z.string().nullable(),
        ageMs: z.number().int(),
        counts: z.boolean(),
        weight: z.number().min(0).max(1),
        reason: z.string(),
      }),
    ),
    terms: z.array(termsReply),
    owed: z.array(
      z.object({
        partnerId: replyId,
        programId: replyId,
        ruleId: z.string(),
        termsId: replyId,
        amount: money,
        availableAt: isoTime,
        reversed: z.boolean().meta({ description: "A person decided that this is worth nothing." }),
        arithmetic: z
          .record(z.string(), z.json())
          .meta({ description: "How the amount came about, in minor units." }),
      }),
    ),
    entries: z.array(commissionReply),
  })
  .meta({ id: "Explanation" });

const explain = operation({
  id: "explainEvent",
  method: "GET",
  path: "/attribution/events/:id/explain",
  tag: "Tracking",
  summary: "Explain an event: from the customer's clicks to the ledger",
  description:
    "Every click with the reason it counts or not, the terms in force, weights, each amount with its arithmetic, and the entries it led to.",
  access: { scope: "events:read" },
  params: z.object({ id: idIn("event") }),
  reply: explanationReply,
  status: 200,
  errors: ["event_not_found"],
  run: async (ctx, { params }) => presentExplanation(await explainEvent(ctx, params.id)),
});

function presentExplanation(explanation: Explanation): z.output<typeof explanationReply> {
  const { event, customerIds, outcome, byHand, net, reductions, identities, clicks, terms, owed, entries } =
    explanation;
  return {
    event: presentEvent(event),
    customerIds,
    outcome: {
      status: outcome.status,
      model: outcome.model,
      termsId: outcome.termsId,
      sentence: outcome.sentence,
      detail: { ...outcome.detail },
    },
    byHand: byHand && presentCredit(byHand),
    net: net && event.currency !== null ? presentNet(net, event.currency) : null,
    reductions: reductions.map(presentEvent),
    identities: identities.map((one) => ({
      ...one,
      ts: presentTime(one.ts),
      learntAt: presentTime(one.learntAt),
    })),
    clicks: clicks.map((click) => ({ ...click, ts: presentTime(click.ts), weight: click.weight / WHOLE })),
    terms: terms.map(presentTerms),
    owed: owed.map(
      ({ partnerId, programId, ruleId, termsId, amount, currency, availableAt, reversed, arithmetic }) => ({
        partnerId,
        programId,
        ruleId,
        termsId,
        amount: presentMoney(amount, currency),
        availableAt: presentTime(availableAt),
        reversed,
        arithmetic: { ...arithmetic },
      }),
    ),
    entries: entries.map(presentCommission),
  };
}

export function presentCredit({ partnerId, programId, at, by, reason }: ExplainedCredit) {
  return { partnerId, programId, at: presentTime(at), by, reason };
}

function presentEvent({
  id,
  type,
  userId,
  ts,
  externalId,
  value,
  currency,
  refundOf,
}: EventFact): z.output<typeof eventOut> {
  const worth = value !== null && currency !== null ? presentMoney(value, currency) : null;
  return { id, type, userId, ts: presentTime(ts), externalId, value: worth, refundOf };
}

function presentNet({ gross, refunded, disputed, net }: Net, currency: string) {
  return {
    gross: presentMoney(gross, currency),
    refunded: presentMoney(refunded, currency),
    disputed: presentMoney(disputed, currency),
    net: presentMoney(net, currency),
  };
}

export const explainOperations = [explain] as const;
