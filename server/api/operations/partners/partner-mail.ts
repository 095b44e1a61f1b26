import { z } from "zod";
import { operation } from "@/server/api/rest/operation";
import { idIn } from "@/server/api/rest/schemas";
import { showMailPreferences, updateMailPreferences } from "@/server/partner/mail-preferences";

const tag = "Partners";
const params = z.object({ id: idIn("partner") });
const kinds = {
  payouts: z.boolean().meta({ description: "When a payout was sent." }),
  reviews: z.boolean().meta({ description: "What waits for a decision." }),
  notices: z.boolean().meta({ description: "What changes about programs." }),
};
const reply = z.object(kinds).meta({ id: "MailPreferences" });

const show = operation({
  id: "getPartnerMail",
  method: "GET",
  path: "/partners/:id/mail-preferences",
  tag,
  summary: "Read which mail a partner wants",
  description: "All kinds, until somebody says otherwise. What a partner must know is mailed in any case.",
  access: { scope: "partners:read" },
  params,
  reply,
  status: 200,
  errors: ["partner_not_found"],
  run: (ctx, { params: { id } }) => showMailPreferences(ctx, id),
});

const update = operation({
  id: "setPartnerMail",
  method: "PUT",
  path: "/partners/:id/mail-preferences",
  tag,
  summary: "Set which mail a partner wants",
  description: "What is absent stays as it is. It holds for the partner's address.",
  access: { scope: "partners:write" },
  params,
  body: z.object(kinds).partial(),
  reply,
  status: 200,
  errors: ["invalid_body", "partner_not_found"],
  run: (ctx, { params: { id }, body }) => updateMailPreferences(ctx, id, given(body)),
});

/** Without what was not said: absent is not undefined here. */
function given(body: { [Kind in keyof typeof kinds]?: boolean | undefined }) {
  return Object.fromEntries(Object.entries(body).filter(([, wanted]) => wanted !== undefined));
}

export const partnerMailOperations = [show, update] as const;
