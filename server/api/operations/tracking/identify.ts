import { z } from "zod";
import { operation } from "@/server/api/rest/operation";
import { email, replyId, text, time } from "@/server/api/rest/schemas";
import { identify } from "@/server/identity/identify";

const identifyOperation = operation({
  id: "identify",
  method: "POST",
  path: "/attribution/identify",
  tag: "Tracking",
  summary: "Tie a click to a customer",
  description:
    "Says that the visitor of a click is this user of the brand. Events that the user had before are credited now if the click counts for them. A page of an allowed origin may call without a key, unless the program's `identifyAuth` asks for a signature or a server.",
  access: { browser: "identify:write" },
  body: z.object({
    cref: text(255).meta({ description: "The click id: the `cref` parameter or the `_cref` cookie." }),
    userId: text(255).meta({ description: "The brand's own id of the customer." }),
    email: email
      .optional()
      .meta({ description: "Kept as a keyed hash only, to recognise partners who refer themselves." }),
    signature: text(128)
      .optional()
      .meta({ description: "HMAC-SHA256 of the userId in hex, made with the program's secret." }),
    ts: time.optional(),
  }),
  reply: z.object({
    ok: z.literal(true),
    identityId: replyId,
    firstStitch: z.boolean().meta({ description: "Whether the click belonged to nobody before." }),
    backfilledAttributions: z.number().int().meta({ description: "Events that this call newly attributed." }),
  }),
  status: 200,
  errors: [
    "invalid_body",
    "invalid_time",
    "unauthorized",
    "forbidden",
    "forbidden_scope",
    "click_not_found",
    "rate_limited",
  ],
  run: async (ctx, { body, request }) => ({ ok: true as const, ...(await identify(ctx, body, request.ip)) }),
});

export const identifyOperations = [identifyOperation] as const;
