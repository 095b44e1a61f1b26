import { z } from "zod";
import { operation } from "@/server/api/rest/operation";
import { presentMoney, presentTime } from "@/server/api/rest/present";
import { id, idIn, isoTime, money, queryTime } from "@/server/api/rest/schemas";
import { DAY_MS, now } from "@/server/platform/clock";
import { type Funnel, funnel } from "@/server/report/funnel";
import { type Span, type Summary, summary } from "@/server/report/summary";

const DEFAULT_SPAN_MS = 30 * DAY_MS;

const spanQuery = z.strictObject({
  from: queryTime.optional().meta({ description: "Default: 30 days before `to`." }),
  to: queryTime.optional().meta({ description: "Default: now. The span is half-open." }),
  programId: id.optional(),
});

const summaryReply = z
  .object({
    from: isoTime,
    to: isoTime,
    clicks: z.number().int(),
    validClicks: z.number().int(),
    customers: z.number().int().meta({ description: "Customers first tied to a click in the span." }),
    leads: z
      .record(z.string(), z.number().int())
      .meta({ description: "Credited events without revenue, by type." }),
    sales: z.number().int().meta({ description: "Credited events with a value." }),
    revenue: z.array(money).meta({ description: "Their gross value, by currency." }),
    commissions: z.array(
      z.object({ status: z.enum(["pending", "approved", "paid"]), amount: money, entries: z.number().int() }),
    ),
  })
  .meta({ id: "Summary" });

const funnelReply = z
  .object({
    from: isoTime,
    to: isoTime,
    clicks: z.number().int(),
    customers: z.number().int(),
    leads: z.number().int(),
    buyers: z.number().int(),
    repeatBuyers: z.number().int(),
  })
  .meta({ id: "Funnel" });

const brandSummary = operation({
  id: "getSummary",
  method: "GET",
  path: "/summary",
  tag: "Reports",
  summary: "Figures of the brand for a span of time",
  access: { scope: "programs:read" },
  query: spanQuery,
  reply: summaryReply,
  status: 200,
  errors: ["invalid_query"],
  run: async (ctx, { query }) => {
    const span = spanOf(query);
    return presentSummary(span, await summary(ctx, span));
  },
});

const partnerSummary = operation({
  id: "getPartnerSummary",
  method: "GET",
  path: "/partners/:id/summary",
  tag: "Reports",
  summary: "Figures of one partner for a span of time",
  access: { scope: "partners:read" },
  params: z.object({ id: idIn("partner") }),
  query: spanQuery,
  reply: summaryReply,
  status: 200,
  errors: ["invalid_query", "partner_not_found"],
  run: async (ctx, { params, query }) => {
    const span = { ...spanOf(query), partnerId: params.id };
    return presentSummary(span, await summary(ctx, span));
  },
});

const partnerFunnel = operation({
  id: "getPartnerFunnel",
  method: "GET",
  path: "/partners/:id/funnel",
  tag: "Reports",
  summary: "The way from a partner's clicks to repeated purchases",
  description: "The clicks of the span, and what their customers did at any time since, counted in people.",
  access: { scope: "partners:read" },
  params: z.object({ id: idIn("partner") }),
  query: spanQuery,
  reply: funnelReply,
  status: 200,
  errors: ["invalid_query", "partner_not_found"],
  run: async (ctx, { params, query }) => {
    const span = { ...spanOf(query), partnerId: params.id };
    const figures: Funnel = await funnel(ctx, span);
    return { from: presentTime(span.from), to: presentTime(span.to), ...figures };
  },
});

function spanOf(query: z.output<typeof spanQuery>): Span {
  const to = query.to ?? now();
  return { from: query.from ?? to - DEFAULT_SPAN_MS, to, programId: query.programId };
}

function presentSummary(span: Span, figures: Summary): z.output<typeof summaryReply> {
  return {
    ...figures,
    from: presentTime(span.from),
    to: presentTime(span.to),
    revenue: figures.revenue.map((sum) => presentMoney(sum.amount, sum.currency)),
    commissions: figures.commissions.map(({ status, entries, amount, currency }) => ({
      status,
      entries,
      amount: presentMoney(amount, currency),
    })),
  };
}

export const reportOperations = [brandSummary, partnerSummary, partnerFunnel] as const;
