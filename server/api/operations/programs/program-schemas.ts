import { z } from "zod";
import { presentTime } from "@/server/api/rest/present";
import { currency, isoTime, replyId, text, time } from "@/server/api/rest/schemas";
import type { ProgramWithTerms } from "@/server/program/show";
import { presentTerms, termsBody, termsReply } from "./terms-schemas";

const MAX_DOMAINS = 100;
const MAX_URL_CHARACTERS = 2_048;

export const programStatus = z.enum(["active", "paused"]);
const commissionApproval = z.enum(["auto", "manual"]);
const identifyAuth = z.enum(["open", "signed", "server"]);
const couponPriority = z.enum(["last_touch", "coupon", "click"]);

const name = text(200);
const slug = z
  .string()
  .max(64)
  .regex(
    /^[a-z0-9]+(-[a-z0-9]+)*$/,
    "must be lower-case letters and digits, with single hyphens between them",
  );
const destinationUrl = text(MAX_URL_CHARACTERS).meta({ format: "uri" });

const optionalSettings = {
  allowedDomains: z
    .array(text(253))
    .max(MAX_DOMAINS)
    .optional()
    .meta({ description: "Further host names that links may lead to, with their subdomains." }),
  currency: currency.optional().meta({ description: "Default: the brand's." }),
  timeZone: text(64).optional().meta({ description: "IANA name. Default: the brand's." }),
  startsAt: time.nullable().optional().meta({ description: "Events before it earn nothing." }),
  endsAt: time.nullable().optional().meta({ description: "Events from then on earn nothing." }),
  status: programStatus.optional(),
  commissionApproval: commissionApproval.optional(),
  identifyAuth: identifyAuth.optional(),
  cookies: z.boolean().optional().meta({ description: "false: redirects set no cookie." }),
  allowSelfReferral: z.boolean().optional(),
  couponPriority: couponPriority.optional(),
};

export const programBody = z.object({ name, slug, destinationUrl, ...optionalSettings, terms: termsBody });

export const programPatch = z.object({
  name: name.optional(),
  slug: slug.optional(),
  destinationUrl: destinationUrl.optional(),
  ...optionalSettings,
  terms: z
    .never({ error: "do not change here: a new version comes by POST /programs/:id/terms" })
    .optional()
    .meta({ description: "Refused: a change of terms is a new version." }),
});

const programFields = {
  id: replyId,
  slug: z.string(),
  name: z.string(),
  destinationUrl: z.string(),
  allowedDomains: z.array(z.string()),
  currency: z.string(),
  timeZone: z.string(),
  startsAt: isoTime.nullable(),
  endsAt: isoTime.nullable(),
  status: programStatus,
  commissionApproval,
  identifyAuth,
  cookies: z.boolean(),
  allowSelfReferral: z.boolean(),
  couponPriority,
  createdAt: isoTime,
  terms: termsReply.meta({ description: "The version in force now; for a partner who pins one, that." }),
};

export const programReply = z.object(programFields).meta({ id: "Program" });

export const updatedProgramReply = z
  .object({
    ...programFields,
    jobId: replyId.nullable().meta({
      description:
        "The re-derivation that this change started: past events may earn something else under it.",
    }),
  })
  .meta({ id: "UpdatedProgram" });

export function presentProgram(program: ProgramWithTerms) {
  return {
    ...program,
    startsAt: presentTime(program.startsAt),
    endsAt: presentTime(program.endsAt),
    createdAt: presentTime(program.createdAt),
    terms: presentTerms(program.terms),
  };
}
