import { z } from "zod";
import { operation } from "@/server/api/rest/operation";
import { replyId, text } from "@/server/api/rest/schemas";
import { trackClick } from "@/server/click/track";

const MAX_URL_CHARACTERS = 8_192;

const trackOperation = operation({
  id: "trackClick",
  method: "POST",
  path: "/track/click",
  tag: "Tracking",
  summary: "Record an arrival without a redirect",
  description:
    "For addresses such as `https://brand.com/?via=code`, where the partner's code stands in the brand's own page. A page sends it with a publishable key; a brand's server with `clicks:write`. An `existingCref` of the same link from the last 30 minutes is given back: the page was only loaded again.",
  access: { publishable: "clicks:write" },
  body: z.object({
    url: text(MAX_URL_CHARACTERS).meta({
      description: "The whole address of the page.",
      examples: ["https://brand.com/?via=jane"],
    }),
    param: text(80)
      .optional()
      .meta({ description: "The parameter with the code. Without it: `via`, `aff`, `ref`, in this order." }),
    referrer: text(MAX_URL_CHARACTERS, 0).optional(),
    existingCref: text(255, 0).optional().meta({ description: "The click id the page remembers." }),
    consent: z.enum(["granted", "denied", "unknown"]).default("unknown"),
  }),
  reply: z.object({
    cref: replyId,
    partnerId: replyId,
    programId: replyId,
    cookieWindowDays: z.number().int(),
  }),
  status: 201,
  errors: ["invalid_body", "unauthorized", "forbidden", "forbidden_scope", "link_not_found"],
  run: (ctx, { body, request }) =>
    trackClick(ctx, body, {
      header: (name) => request.header(name),
      ip: request.ip,
      country: request.country ?? null,
    }),
});

export const trackOperations = [trackOperation] as const;
