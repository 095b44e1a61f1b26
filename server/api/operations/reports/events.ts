import { z } from "zod";
import { operation } from "@/server/api/rest/operation";
import { presentMoney, presentPage, presentTime } from "@/server/api/rest/present";
import { id, isoTime, money, pageOf, pageQuery, queryTime, replyId, text } from "@/server/api/rest/schemas";
import { type EventRow, listEvents } from "@/server/report/events";
import { creditOperations } from "./credits";
import { outcomeReply, outcomeStatus } from "./outcome";

const eventReply = z
  .object({
    id: replyId,
    type: z.string(),
    userId: z.string(),
    customerId: replyId,
    ts: isoTime,
    createdAt: isoTime,
    source: z.string().meta({ description: "Which door it came through first: `api`, `coupon`, `stripe`." }),
    externalId: z.string().nullable(),
    value: money.nullable(),
    outcome: outcomeReply,
    partnerIds: z.array(replyId).meta({ description: "Who is credited with it." }),
  })
  .meta({ id: "EventWithOutcome" });

function present({ value, currency, ts, createdAt, ...row }: EventRow): z.output<typeof eventReply> {
  const worth = value !== null && currency !== null ? presentMoney(value, currency) : null;
  return { ...row, ts: presentTime(ts), createdAt: presentTime(createdAt), value: worth };
}

const list = operation({
  id: "listEvents",
  method: "GET",
  path: "/attribution/events",
  tag: "Tracking",
  summary: "List events, each with its outcome and the reason",
  description:
    "The latest that came in first, with `order=asc` the earliest. `outcome` finds those that were not credited, and why; `partnerId` those that a partner is credited with; `from` and `to` are about when it happened.",
  access: { scope: "events:read" },
  query: z.strictObject({
    ...pageQuery,
    type: text(80).optional(),
    userId: text(255).optional(),
    outcome: outcomeStatus.optional(),
    partnerId: id.optional(),
    from: queryTime.optional(),
    to: queryTime.optional(),
    order: z.enum(["asc", "desc"]).optional(),
  }),
  reply: pageOf(eventReply),
  status: 200,
  errors: ["invalid_query", "forbidden"],
  run: async (ctx, { query }) => presentPage(await listEvents(ctx, query), query.limit, present),
});

export const eventListOperations = [list, ...creditOperations] as const;
