import { z } from "zod";
import { operation } from "@/server/api/rest/operation";
import { presentTime } from "@/server/api/rest/present";
import { idIn, isoTime } from "@/server/api/rest/schemas";
import { beginOnboarding } from "@/server/partner/connect/begin";
import { showConnect } from "@/server/partner/connect/show";

const tag = "Stripe";
const noQuery = z.strictObject({});
const params = z.object({ id: idIn("partner") });
const pageUrl = z.url({ protocol: /^https?$/ }).max(2_048);

const begin = operation({
  id: "connectPartner",
  method: "POST",
  path: "/partners/:id/connect",
  tag,
  summary: "Get an onboarding link for a partner",
  description:
    "The partner's Stripe account is made with the first link. Where transfers cannot reach the country, the reply says which ways can. The brand's keys need payouts:write; a partner who is signed in does it for themselves; a partner's key may not, because it would say where the money goes.",
  access: { scope: "payouts:read" },
  params,
  query: noQuery,
  body: z.object({
    country: z
      .string()
      .regex(/^[A-Za-z]{2}$/, "must be an ISO 3166 code such as DE")
      .optional()
      .meta({ examples: ["DE"], description: "Needed for the first link." }),
    returnUrl: pageUrl.optional().meta({ description: "Where Stripe sends the partner afterwards." }),
    refreshUrl: pageUrl
      .optional()
      .meta({ description: "Where Stripe sends the partner when the link has expired." }),
  }),
  reply: z.object({ url: z.string(), expiresAt: isoTime, account: z.string() }),
  status: 201,
  errors: [
    "invalid_body",
    "forbidden_scope",
    "partner_not_found",
    "conflict",
    "country_unreachable",
    "stripe_refused",
    "unavailable",
  ],
  run: async (ctx, { params: { id }, body }) => {
    const link = await beginOnboarding(ctx, id, body);
    return { ...link, expiresAt: presentTime(link.expiresAt) };
  },
});

const show = operation({
  id: "getPartnerConnect",
  method: "GET",
  path: "/partners/:id/connect",
  tag,
  summary: "See how far a partner is with Stripe",
  description: "Learnt from Stripe's webhooks; one who is not ready is looked up at once.",
  access: { scope: "payouts:read" },
  params,
  query: noQuery,
  reply: z
    .object({
      stage: z.enum(["none", "begun", "restricted", "ready", "rejected"]),
      blockers: z.array(z.string()).meta({ description: "What stands in the way, in words." }),
      wayOut: z.string().nullable().meta({ description: "What to do about it." }),
      account: z.string().nullable(),
      country: z.string().nullable(),
      checkedAt: isoTime.nullable(),
      mode: z.enum(["live", "test", "sandbox", "none"]),
    })
    .meta({ id: "PartnerConnect" }),
  status: 200,
  errors: ["partner_not_found"],
  run: async (ctx, { params: { id } }) => {
    const connect = await showConnect(ctx, id);
    return { ...connect, checkedAt: presentTime(connect.checkedAt) };
  },
});

export const partnerConnectOperations = [begin, show] as const;
