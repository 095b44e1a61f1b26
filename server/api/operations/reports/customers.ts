import { z } from "zod";
import { operation } from "@/server/api/rest/operation";
import { presentMoney, presentPage, presentTime } from "@/server/api/rest/present";
import { id, idIn, isoTime, money, pageOf, pageQuery, replyId, text } from "@/server/api/rest/schemas";
import { listCustomers } from "@/server/report/customers";
import { customerPath, type PathStep } from "@/server/report/history/customer-path";
import { outcomeReply } from "./outcome";
import { presentSums } from "./overview";

const MAX_SEARCH_CHARACTERS = 255;

const customerReply = z
  .object({
    id: replyId,
    userIds: z.array(z.string()).meta({ description: "The brand's own ids of this customer; at most five." }),
    createdAt: isoTime,
    lastEventAt: isoTime.nullable(),
    events: z.number().int(),
    revenue: z.array(money).meta({ description: "Gross value of its sales." }),
    partnerIds: z.array(replyId).meta({ description: "Whose clicks are tied to it." }),
  })
  .meta({ id: "Customer" });

const list = operation({
  id: "listCustomers",
  method: "GET",
  path: "/customers",
  tag: "Customers",
  summary: "List customers",
  description:
    "Newest first, with `order=asc` oldest first. `q` is how one of the customer's user ids begins.",
  access: { scope: "events:read" },
  query: z.strictObject({
    ...pageQuery,
    q: text(MAX_SEARCH_CHARACTERS).optional(),
    partnerId: id.optional(),
    order: z.enum(["asc", "desc"]).optional(),
  }),
  reply: pageOf(customerReply),
  status: 200,
  errors: ["invalid_query", "forbidden"],
  run: async (ctx, { query }) =>
    presentPage(
      await listCustomers(ctx, query),
      query.limit,
      ({ revenue, createdAt, lastEventAt, ...row }) => ({
        ...row,
        createdAt: presentTime(createdAt),
        lastEventAt: presentTime(lastEventAt),
        revenue: presentSums(revenue),
      }),
    ),
});

const step = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("click"),
    at: isoTime,
    id: replyId,
    partnerId: replyId,
    programId: replyId,
    verdict: z.string(),
    coupon: z.boolean(),
    landingUrl: z.string().nullable(),
  }),
  z.object({
    kind: z.literal("identity"),
    at: isoTime,
    clickId: replyId,
    userId: z.string(),
    learntAt: isoTime,
  }),
  z.object({
    kind: z.literal("event"),
    at: isoTime,
    id: replyId,
    type: z.string(),
    userId: z.string(),
    value: money.nullable(),
    outcome: outcomeReply,
  }),
  z.object({
    kind: z.literal("commission"),
    at: isoTime,
    id: replyId,
    partnerId: replyId,
    eventId: replyId,
    entry: z.enum(["accrual", "correction", "clawback", "bonus", "manual"]),
    status: z.enum(["pending", "approved", "paid", "reversed"]),
    amount: money,
    reason: z.string().nullable(),
  }),
]);

const path = operation({
  id: "getCustomer",
  method: "GET",
  path: "/customers/:id",
  tag: "Customers",
  summary: "Read one customer's path in the order of time",
  description:
    "Clicks, what ties them to the customer, events with their outcome, and ledger entries; of each at most the latest 500, and `cut` says whether there are more.",
  access: { scope: "events:read" },
  params: z.object({ id: idIn("customer") }),
  reply: z
    .object({
      id: replyId,
      createdAt: isoTime,
      userIds: z.array(z.string()),
      steps: z.array(step),
      cut: z.boolean(),
    })
    .meta({ id: "CustomerPath" }),
  status: 200,
  errors: ["customer_not_found", "forbidden"],
  run: async (ctx, { params }) => {
    const { createdAt, steps, ...rest } = await customerPath(ctx, params.id);
    return { ...rest, createdAt: presentTime(createdAt), steps: steps.map(presentStep) };
  },
});

function presentStep(one: PathStep): z.output<typeof step> {
  const at = presentTime(one.at);
  switch (one.kind) {
    case "click":
      return { ...one, at };
    case "identity":
      return { ...one, at, learntAt: presentTime(one.learntAt) };
    case "event": {
      const { value, currency, ...event } = one;
      const worth = value !== null && currency !== null ? presentMoney(value, currency) : null;
      return { ...event, at, value: worth };
    }
    case "commission": {
      const { amount, currency, ...entry } = one;
      return { ...entry, at, amount: presentMoney(amount, currency) };
    }
  }
}

export const customerOperations = [list, path] as const;
