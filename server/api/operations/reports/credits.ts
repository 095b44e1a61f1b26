import { z } from "zod";
import { operation } from "@/server/api/rest/operation";
import { presentMoney, presentPage, presentTime } from "@/server/api/rest/present";
import { id, idIn, isoTime, money, pageOf, pageQuery, replyId } from "@/server/api/rest/schemas";
import { listCreditedCustomers, listCreditedEvents } from "@/server/report/figures/credits";
import type { Sum } from "@/server/report/figures/summary";

const tag = "Customers";
const params = z.object({ id: idIn("partner") });
const MILLION = 1_000_000;
const sumsOf = (sums: readonly Sum[]) => sums.map(({ amount, currency }) => presentMoney(amount, currency));

const events = operation({
  id: "listCreditedEvents",
  method: "GET",
  path: "/partners/:id/credited-events",
  tag,
  summary: "List the events that a partner is credited with",
  description:
    "The latest that came in first. It says which customer it was and nothing of who that is, so a partner may ask for their own.",
  access: { scope: "events:read" },
  params,
  query: z.strictObject({ ...pageQuery, customerId: id.optional() }),
  reply: pageOf(
    z
      .object({
        id: replyId,
        type: z.string(),
        ts: isoTime,
        customerId: replyId,
        programIds: z.array(replyId),
        share: z.number().meta({ description: "The part that is the partner's, from 0 to 1." }),
        value: money.nullable().meta({ description: "Of the whole event." }),
        earned: z.array(money).meta({ description: "Entries of the partner's that are not reversed." }),
      })
      .meta({ id: "CreditedEvent" }),
  ),
  status: 200,
  errors: ["invalid_query", "partner_not_found"],
  run: async (ctx, { params, query }) =>
    presentPage(
      await listCreditedEvents(ctx, params.id, query),
      query.limit,
      ({ ts, value, currency, share, earned, ...row }) => ({
        ...row,
        ts: presentTime(ts),
        share: share / MILLION,
        value: value !== null && currency !== null ? presentMoney(value, currency) : null,
        earned: sumsOf(earned),
      }),
    ),
});

const customers = operation({
  id: "listCreditedCustomers",
  method: "GET",
  path: "/partners/:id/customers",
  tag,
  summary: "List the customers whose events a partner is credited with",
  description: "Newest first. Figures are of the events that the partner is credited with.",
  access: { scope: "events:read" },
  params,
  query: z.strictObject(pageQuery),
  reply: pageOf(
    z
      .object({
        id: replyId,
        firstAt: isoTime,
        lastAt: isoTime,
        events: z.number().int(),
        earned: z.array(money),
      })
      .meta({ id: "CreditedCustomer" }),
  ),
  status: 200,
  errors: ["invalid_query", "partner_not_found"],
  run: async (ctx, { params, query }) =>
    presentPage(
      await listCreditedCustomers(ctx, params.id, query),
      query.limit,
      ({ firstAt, lastAt, earned, ...row }) => ({
        ...row,
        firstAt: presentTime(firstAt),
        lastAt: presentTime(lastAt),
        earned: sumsOf(earned),
      }),
    ),
});

export const creditOperations = [events, customers] as const;
