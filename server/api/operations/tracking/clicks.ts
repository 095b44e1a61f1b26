import { z } from "zod";
import { operation } from "@/server/api/rest/operation";
import { presentPage, presentTime } from "@/server/api/rest/present";
import {
  id,
  idIn,
  isoTime,
  pageOf,
  pageQuery,
  queryTime,
  replyId,
  text,
  time,
} from "@/server/api/rest/schemas";
import { flagClick, unflagClick } from "@/server/attribution/flag";
import { type Actor, ownPartner } from "@/server/auth/context";
import { recordClick } from "@/server/click/keeping/record";
import { listClicks } from "@/server/click/list";
import type { Click } from "@/server/click/read";

const verdict = z.enum(["valid", "bot", "prefetch", "velocity", "revoked", "manual"]);
const words = z.string().nullable();

const click = z
  .object({
    id: replyId,
    partnerId: replyId,
    programId: replyId,
    linkId: replyId.nullable(),
    couponId: replyId.nullable(),
    ts: isoTime,
    recordedAt: isoTime,
    verdict: verdict.meta({ description: "What the click was found to be when it was recorded." }),
    verdictReason: words,
    effectiveVerdict: verdict.meta({
      description: "The verdict in force, after people's decisions. Only `valid` earns.",
    }),
    landingUrl: words,
    referrer: words,
    userAgent: words,
    ipHash: words.meta({
      description: "Keyed hash of the address; the key changes daily. Null for partners.",
    }),
    country: words,
    consent: z.enum(["granted", "denied", "unknown"]),
    utm: z.object({ source: words, medium: words, campaign: words, term: words, content: words }),
    subIds: z.array(words).length(5).meta({ description: "`sub1` to `sub5`." }),
  })
  .meta({ id: "Click" });

function presentClick(actor: Actor, row: Click): z.input<typeof click> {
  return {
    id: row.id,
    partnerId: row.partnerId,
    programId: row.programId,
    linkId: row.linkId,
    couponId: row.couponId,
    ts: presentTime(row.ts),
    recordedAt: presentTime(row.recordedAt),
    verdict: row.verdict,
    verdictReason: row.verdictReason,
    effectiveVerdict: row.effectiveVerdict,
    landingUrl: row.landingUrl,
    referrer: row.referrer,
    userAgent: row.userAgent,
    ipHash: ownPartner(actor) === null ? row.ipHash : null,
    country: row.country,
    consent: row.consent,
    utm: {
      source: row.utmSource,
      medium: row.utmMedium,
      campaign: row.utmCampaign,
      term: row.utmTerm,
      content: row.utmContent,
    },
    subIds: [row.sub1, row.sub2, row.sub3, row.sub4, row.sub5],
  };
}

const recordOperation = operation({
  id: "recordClick",
  method: "POST",
  path: "/clicks",
  tag: "Clicks",
  summary: "Record a click that another system saw",
  description: "A known `id` is the same click: it stays as it is, with status 200 and `replayed: true`.",
  access: { scope: "clicks:write" },
  body: z.object({
    id: id.optional(),
    code: text(64),
    ts: time.optional(),
    ipHash: text(128).optional(),
    userAgent: text(8_192, 0).optional(),
    referrer: text(8_192, 0).optional(),
    landingUrl: text(8_192, 0).optional(),
    country: z
      .string()
      .regex(/^[A-Za-z]{2}$/, "must be an ISO 3166 code of two letters")
      .toUpperCase()
      .optional(),
    verdict: verdict
      .optional()
      .meta({ description: "Without it the click is judged here, by its user agent and partner." }),
  }),
  reply: click.extend({ replayed: z.boolean() }),
  status: 201,
  statusOf: (reply) => (reply.replayed ? 200 : 201),
  errors: ["invalid_body", "invalid_time", "unauthorized", "forbidden", "forbidden_scope", "link_not_found"],
  run: async (ctx, { body }) => {
    const recorded = await recordClick(ctx, body);
    return { ...presentClick(ctx.actor, recorded.click), replayed: recorded.replayed };
  },
});

const listOperation = operation({
  id: "listClicks",
  method: "GET",
  path: "/clicks",
  tag: "Clicks",
  summary: "List clicks, newest first",
  description:
    "The filter `verdict` compares the verdict in force. `suspect=true` finds clicks that were taken for abuse when they arrived or that a person decided about since. A partner's key sees that partner's clicks.",
  access: { scope: "clicks:read" },
  query: z.strictObject({
    ...pageQuery,
    partnerId: id.optional(),
    programId: id.optional(),
    verdict: verdict.optional(),
    suspect: z
      .enum(["true", "false"])
      .transform((value) => value === "true")
      .optional(),
    from: queryTime.optional(),
    to: queryTime.optional(),
  }),
  reply: pageOf(click),
  status: 200,
  errors: ["invalid_query", "unauthorized", "forbidden_scope"],
  run: async (ctx, { query: { limit, cursor, ...filter } }) =>
    presentPage(await listClicks(ctx, filter, { limit, cursor }), limit, (row) =>
      presentClick(ctx.actor, row),
    ),
});

const decision = {
  method: "POST",
  tag: "Clicks",
  access: { scope: "clicks:write" },
  params: z.object({ id: idIn("click") }),
  body: z.object({ reason: text(500).optional() }),
  reply: click,
  status: 200,
  errors: ["invalid_body", "unauthorized", "forbidden", "forbidden_scope", "click_not_found"],
} as const;

const flagOperation = operation({
  ...decision,
  id: "flagClick",
  path: "/clicks/:id/flag",
  summary: "Take a click out of attribution",
  description:
    "Sales it was credited with are derived again at once. Flagging a flagged click changes nothing.",
  run: async (ctx, { params, body }) =>
    presentClick(ctx.actor, await flagClick(ctx, params.id, body.reason ?? null)),
});

const unflagOperation = operation({
  ...decision,
  id: "unflagClick",
  path: "/clicks/:id/unflag",
  summary: "Let a click count",
  description: "Overturns a flag, and what the click was found to be when it arrived.",
  run: async (ctx, { params, body }) =>
    presentClick(ctx.actor, await unflagClick(ctx, params.id, body.reason ?? null)),
});

export const clickOperations = [recordOperation, listOperation, flagOperation, unflagOperation] as const;
