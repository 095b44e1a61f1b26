import { z } from "zod";
import { presentTime } from "@/server/api/rest/present";
import { amount, currency, isoTime, replyId, text } from "@/server/api/rest/schemas";
import type { TermsVersion } from "@/server/program/rules";
import type { TermsRecord } from "@/server/program/terms/show-terms";

const MAX_RULES = 10;
const MAX_MONTHS = 1_200;
/** Characters of an event type, of rules and events alike. */
const MAX_TYPE = 80;

const model = z.enum(["last_click", "first_click", "linear", "position", "time_decay"]);
const trigger = z.enum(["every", "first", "subsequent"]);
const ruleKind = z.enum(["percent", "fixed"]);
const days = (least: number) => z.number().int().min(least).max(365);

const ruleBody = z
  .object({
    id: z
      .string()
      .regex(/^[A-Za-z0-9_-]{1,64}$/, "must be 1 to 64 letters, digits, - or _")
      .optional()
      .meta({ description: "Kept across versions; made by the server when absent." }),
    trigger,
    eventType: text(MAX_TYPE).nullable().optional().meta({
      description:
        "Absent: every event with revenue. A lead must be named. `click` is pay per click: every, fixed.",
    }),
    kind: ruleKind,
    value: amount.meta({ description: "Percent: above 0, at most 100, exact. Fixed: major units." }),
    currency: currency
      .nullable()
      .optional()
      .meta({ description: "Of a fixed amount or a cap, which need it." }),
    months: z.number().int().min(0).max(MAX_MONTHS).nullable().optional().meta({
      description:
        "Calendar months from the customer's first counted event; 0: that one only; null: for life.",
    }),
    maxAmount: amount.nullable().optional().meta({ description: "Cap for one event, in major units." }),
  })
  .meta({ id: "RuleInput" });

export const termsFields = {
  attributionModel: model.optional().meta({ description: "Default last_click." }),
  halfLifeDays: days(1).optional().meta({ description: "For time_decay. Default 7." }),
  attributionWindowDays: days(1).optional().meta({ description: "Default 60." }),
  cookieWindowDays: days(1).optional().meta({ description: "Default 90." }),
  holdbackDays: days(0).optional().meta({ description: "Default 15." }),
  rules: z.array(ruleBody).min(1).max(MAX_RULES),
};

/** Terms as they stand in a request. */
export const termsBody = z.object(termsFields).meta({ id: "TermsInput" });

const versionFields = {
  id: replyId,
  programId: replyId,
  attributionModel: model,
  halfLifeDays: z.number().int(),
  attributionWindowDays: z.number().int(),
  cookieWindowDays: z.number().int(),
  holdbackDays: z.number().int(),
  rules: z.array(
    z.object({
      id: z.string(),
      trigger,
      eventType: z.string().nullable(),
      kind: ruleKind,
      value: z.string(),
      currency: z.string().nullable(),
      months: z.number().int().nullable(),
      maxAmount: z.string().nullable(),
    }),
  ),
  effectiveFrom: isoTime,
  createdAt: isoTime,
};

/** One version of a program's terms on the wire. */
export const termsReply = z.object(versionFields).meta({ id: "Terms" });
export const termsRecordReply = z
  .object({
    ...versionFields,
    createdBy: z.string().meta({ description: "A key's or member's id, or `admin`." }),
  })
  .meta({ id: "TermsVersion" });

export function presentTerms(version: TermsVersion) {
  return {
    ...version,
    effectiveFrom: presentTime(version.effectiveFrom),
    createdAt: presentTime(version.createdAt),
  };
}

export function presentTermsRecord(version: TermsRecord) {
  return { ...presentTerms(version), createdBy: version.createdBy };
}
