import { z } from "zod";
import { operation } from "@/server/api/rest/operation";
import { idIn } from "@/server/api/rest/schemas";
import { showMailPreferences, updateMailPreferences } from "@/server/partner/mail-preferences";
import { mailPreferences, mailWishes, saidOf } from "../people/mail-schemas";

const tag = "Partners";
const params = z.object({ id: idIn("partner") });

const show = operation({
  id: "getPartnerMail",
  method: "GET",
  path: "/partners/:id/mail-preferences",
  tag,
  summary: "Read which mail a partner wants",
  description: "All kinds, until somebody says otherwise. What a partner must know is mailed in any case.",
  access: { scope: "partners:read" },
  params,
  reply: mailPreferences,
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
  body: mailWishes,
  reply: mailPreferences,
  status: 200,
  errors: ["invalid_body", "partner_not_found"],
  run: (ctx, { params: { id }, body }) => updateMailPreferences(ctx, id, saidOf(body)),
});

export const partnerMailOperations = [show, update] as const;
