import { z } from "zod";
import { operation } from "@/server/api/rest/operation";
import { presentPage, presentTime } from "@/server/api/rest/present";
import { id, isoTime, pageOf, pageQuery, replyId } from "@/server/api/rest/schemas";
import { checkStripe } from "@/server/brand/stripe/check";
import { connectStripe, disconnectStripe, updateStripe } from "@/server/brand/stripe/connect";
import { type InboxEntry, listStripeEvents, runStripeEventsAgain } from "@/server/brand/stripe/inbox";
import { type StripeStatus, stripeStatus } from "@/server/brand/stripe/status";

const tag = "Stripe";
const noQuery = z.strictObject({});
const MAX_SECRETS = 10;
const MAX_IDS = 500;

const apiKey = z
  .string()
  .regex(/^(sk|rk)_(test|live)_[\w]{4,250}$/, "must be a secret or restricted key: sk_… or rk_…")
  .meta({ examples: ["sk_test_4eC39HqLyjWDarjtT1zdp7dc"] });
const webhookSecret = z
  .string()
  .regex(/^whsec_[\w+/=]{4,250}$/, "must be an endpoint's signing secret: whsec_…")
  .meta({ examples: ["whsec_8f2c1e5a9b7d"] });

const statusReply = z
  .object({
    mode: z
      .enum(["live", "test", "sandbox", "none"])
      .meta({ description: "sandbox: nothing of it is real." }),
    source: z.enum(["brand", "environment", "sandbox"]).nullable(),
    account: z.string().nullable(),
    accountName: z.string().nullable(),
    webhookSecrets: z.number().int().meta({ description: "How many signing secrets are good." }),
    webhookUrl: z.string().meta({ description: "Where the account has to send its webhooks." }),
    keepsTax: z.boolean().meta({ description: "Whether partners earn on tax." }),
    keepsShipping: z.boolean().meta({ description: "Whether partners earn on shipping." }),
    connectedAt: isoTime.nullable(),
    inbox: z.object({ waiting: z.number().int(), failed: z.number().int(), lastAt: isoTime.nullable() }),
  })
  .meta({ id: "StripeStatus" });

const eventReply = z
  .object({
    id: replyId,
    stripeId: z.string(),
    type: z.string(),
    createdAt: isoTime,
    receivedAt: isoTime,
    status: z.enum(["waiting", "done", "failed"]),
    attempts: z.number().int(),
    dueAt: isoTime.meta({ description: "When it is tried next, while it waits." }),
    reason: z.string().nullable(),
    doneAt: isoTime.nullable(),
  })
  .meta({ id: "StripeEvent" });

function presentStatus(status: StripeStatus): z.output<typeof statusReply> {
  const { inbox, connectedAt, ...rest } = status;
  return {
    ...rest,
    connectedAt: presentTime(connectedAt),
    inbox: { ...inbox, lastAt: presentTime(inbox.lastAt) },
  };
}

function presentEvent(entry: InboxEntry): z.output<typeof eventReply> {
  return {
    ...entry,
    createdAt: presentTime(entry.createdAt),
    receivedAt: presentTime(entry.receivedAt),
    dueAt: presentTime(entry.dueAt),
    doneAt: presentTime(entry.doneAt),
  };
}

const show = operation({
  id: "getStripe",
  method: "GET",
  path: "/stripe",
  tag,
  summary: "See how the brand stands with Stripe",
  access: { scope: "programs:read" },
  query: noQuery,
  reply: statusReply,
  status: 200,
  errors: ["forbidden"],
  run: async (ctx) => presentStatus(await stripeStatus(ctx)),
});

const connect = operation({
  id: "connectStripe",
  method: "PUT",
  path: "/stripe",
  tag,
  summary: "Connect the brand's own Stripe account",
  description:
    "The key is tried with a live call, then stored encrypted. Without webhookSecrets the webhook endpoints are made at Stripe.",
  access: { allScopes: true },
  query: noQuery,
  body: z.object({ apiKey, webhookSecrets: z.array(webhookSecret).min(1).max(MAX_SECRETS).optional() }),
  reply: statusReply,
  status: 200,
  errors: ["invalid_body", "forbidden_scope", "stripe_refused", "unavailable"],
  run: async (ctx, { body }) => presentStatus(await connectStripe(ctx, body)),
});

const update = operation({
  id: "updateStripe",
  method: "PATCH",
  path: "/stripe",
  tag,
  summary: "Set how amounts are read",
  description: "It holds for sales that Stripe tells of from now on.",
  access: { allScopes: true },
  query: noQuery,
  body: z.object({ keepsTax: z.boolean().optional(), keepsShipping: z.boolean().optional() }),
  reply: statusReply,
  status: 200,
  errors: ["invalid_body", "forbidden_scope"],
  run: async (ctx, { body }) => presentStatus(await updateStripe(ctx, body)),
});

const disconnect = operation({
  id: "disconnectStripe",
  method: "DELETE",
  path: "/stripe",
  tag,
  summary: "Forget the brand's own key and secrets",
  access: { allScopes: true },
  query: noQuery,
  reply: z.undefined(),
  status: 204,
  errors: ["forbidden_scope"],
  run: (ctx) => disconnectStripe(ctx),
});

const check = operation({
  id: "checkStripe",
  method: "POST",
  path: "/stripe/check",
  tag,
  summary: "Ask Stripe whether the key still works",
  access: { scope: "programs:read" },
  query: noQuery,
  reply: z.object({
    id: z.string(),
    name: z.string().nullable(),
    country: z.string().nullable(),
    mode: z.enum(["live", "test", "sandbox"]),
  }),
  status: 200,
  errors: ["forbidden", "conflict", "stripe_refused", "unavailable"],
  run: (ctx) => checkStripe(ctx),
});

const events = operation({
  id: "listStripeEvents",
  method: "GET",
  path: "/stripe/events",
  tag,
  summary: "List what Stripe told, and how far it was worked off",
  access: { scope: "events:read" },
  query: z.strictObject({ ...pageQuery, status: z.enum(["waiting", "done", "failed"]).optional() }),
  reply: pageOf(eventReply),
  status: 200,
  errors: ["invalid_query", "forbidden"],
  run: async (ctx, { query }) => presentPage(await listStripeEvents(ctx, query), query.limit, presentEvent),
});

const again = operation({
  id: "runStripeEventsAgain",
  method: "POST",
  path: "/stripe/events/run-again",
  tag,
  summary: "Try events again that failed",
  description: "These, or all that failed. They are worked off within a minute.",
  access: { scope: "events:write" },
  query: noQuery,
  body: z.object({ ids: z.array(id).min(1).max(MAX_IDS).optional() }),
  reply: z.object({ again: z.number().int() }),
  status: 200,
  errors: ["invalid_body", "forbidden"],
  run: async (ctx, { body }) => ({ again: await runStripeEventsAgain(ctx, body.ids) }),
});

export const stripeOperations = [show, connect, update, disconnect, check, events, again] as const;
