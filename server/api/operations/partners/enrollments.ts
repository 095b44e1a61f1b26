import { z } from "zod";
import { operation } from "@/server/api/rest/operation";
import { id, idIn } from "@/server/api/rest/schemas";
import { enroll } from "@/server/partner/membership/enroll";
import { unenroll } from "@/server/partner/membership/unenroll";
import { enrollmentReply, presentEnrollment } from "./enrollment-schemas";

const tag = "Partners";
const path = "/programs/:programId/partners/:partnerId";
const noQuery = z.strictObject({});
const membership = z.object({ programId: idIn("program"), partnerId: idIn("partner") });
const enrollmentBody = z.object({
  termsId: id.nullable().optional().meta({
    description:
      "A version of the program's terms to pin. Absent or null: whatever the program has in force.",
  }),
});

const put = operation({
  id: "enrollPartner",
  method: "PUT",
  path,
  tag,
  summary: "Enroll a partner in a program",
  description:
    "The first enrollment also covers all time before it. Another `termsId` than before holds from now on. Repeating it changes nothing.",
  access: { scope: "partners:write" },
  params: membership,
  query: noQuery,
  body: enrollmentBody,
  reply: enrollmentReply,
  status: 200,
  errors: ["invalid_body", "forbidden", "program_not_found", "partner_not_found", "terms_not_found"],
  run: async (ctx, { params, body }) => presentEnrollment(await enroll(ctx, params, body.termsId ?? null)),
});

const remove = operation({
  id: "unenrollPartner",
  method: "DELETE",
  path,
  tag,
  summary: "Take a partner out of a program",
  description: "From now on; what was earned until now stays. Repeating it changes nothing.",
  access: { scope: "partners:write" },
  params: membership,
  query: noQuery,
  reply: z.void(),
  status: 204,
  errors: ["forbidden", "program_not_found", "partner_not_found"],
  run: (ctx, { params }) => unenroll(ctx, params),
});

export const enrollmentOperations = [put, remove] as const;
