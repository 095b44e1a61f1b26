import { z } from "zod";
import { operation } from "@/server/api/rest/operation";
import { presentMoney } from "@/server/api/rest/present";
import { money } from "@/server/api/rest/schemas";
import { byDay } from "@/server/report/figures/by-day";
import type { Sum } from "@/server/report/figures/summary";
import { tasks } from "@/server/report/todo/tasks";
import { spanQuery } from "./spans";

const count = z.number().int();

export const presentSums = (sums: readonly Sum[]) =>
  sums.map(({ amount, currency }) => presentMoney(amount, currency));

const daily = operation({
  id: "getDailyFigures",
  method: "GET",
  path: "/summary/daily",
  tag: "Reports",
  summary: "Figures of the brand day by day",
  description: "Local days, at most 400 at once. They add up to the summary of the same span.",
  access: { scope: "programs:read" },
  query: spanQuery,
  reply: z
    .object({
      timeZone: z.string(),
      days: z.array(
        z.object({
          day: z.string().meta({ format: "date" }),
          clicks: count,
          validClicks: count,
          customers: count,
          revenue: z.array(money),
          commissions: z.array(money),
        }),
      ),
    })
    .meta({ id: "DailyFigures" }),
  status: 200,
  errors: ["invalid_query"],
  run: async (ctx, { query }) => {
    const { timeZone, days } = await byDay(ctx, query);
    return {
      timeZone,
      days: days.map(({ revenue, commissions, ...day }) => ({
        ...day,
        revenue: presentSums(revenue),
        commissions: presentSums(commissions),
      })),
    };
  },
});

const waiting = operation({
  id: "listTasks",
  method: "GET",
  path: "/tasks",
  tag: "Reports",
  summary: "What waits for a person, and which steps of setting up are left",
  access: { scope: "programs:read" },
  reply: z
    .object({
      review: z.object({ entries: count, sums: z.array(money) }).meta({
        description: "Commissions whose holdback is over, in programs whose commissions people approve.",
      }),
      applications: count,
      suspectClicks: count.meta({
        description:
          "Clicks of the last 30 days that were taken for abuse and that nobody has decided about.",
      }),
      due: z.array(money).meta({ description: "What is approved and in no payout." }),
      payouts: z.object({ toConfirm: count, stuck: count }),
      failingReceivers: count.meta({
        description: "Webhooks and postbacks that fail or paused by themselves.",
      }),
      failedStripeEvents: count.meta({
        description: "What Stripe told and could not be taken in, so that the ledger lacks it.",
      }),
      setup: z
        .object({ program: z.boolean(), partner: z.boolean(), click: z.boolean(), event: z.boolean() })
        .meta({ description: "Whether there is one of each." }),
    })
    .meta({ id: "Tasks" }),
  status: 200,
  errors: ["forbidden"],
  run: async (ctx) => {
    const { review, due, ...rest } = await tasks(ctx);
    return {
      ...rest,
      review: { entries: review.entries, sums: presentSums(review.sums) },
      due: presentSums(due),
    };
  },
});

export const overviewOperations = [daily, waiting] as const;
