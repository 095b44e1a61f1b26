import { z } from "zod";
import { spanQuery } from "@/server/api/operations/reports/spans";
import { operation } from "@/server/api/rest/operation";
import { presentMoney, presentTime } from "@/server/api/rest/present";
import { idIn, isoTime, money } from "@/server/api/rest/schemas";
import { funnel } from "@/server/report/figures/funnel";
import { type Summary, summary } from "@/server/report/figures/summary";

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
  run: async (ctx, { query }) => presentSummary(await summary(ctx, query)),
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
  run: async (ctx, { params, query }) =>
    presentSummary(await summary(ctx, { ...query, partnerId: params.id })),
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
    const { from, to, ...figures } = await funnel(ctx, { ...query, partnerId: params.id });
    return { from: presentTime(from), to: presentTime(to), ...figures };
  },
});

function presentSummary(figures: Summary): z.output<typeof summaryReply> {
  return {
    ...figures,
    from: presentTime(figures.from),
    to: presentTime(figures.to),
    revenue: figures.revenue.map((sum) => presentMoney(sum.amount, sum.currency)),
    commissions: figures.commissions.map(({ status, entries, amount, currency }) => ({
      status,
      entries,
      amount: presentMoney(amount, currency),
    })),
  };
}

export const reportOperations = [brandSummary, partnerSummary, partnerFunnel] as const;
