import { z } from "zod";
import { operation } from "@/server/api/rest/operation";
import { presentTime } from "@/server/api/rest/present";
import { amount, currency, email, isoTime, replyId, text } from "@/server/api/rest/schemas";
import type { BrandRow } from "@/server/brand/read";
import { showSettings } from "@/server/brand/show-settings";
import { updateSettings } from "@/server/brand/update-settings";

const MAX_THRESHOLDS = 200;

const payoutSchedule = z.enum(["weekly", "twice_monthly", "monthly", "manual"]);
const rails = ["stripe_connect", "manual", "paypal_file", "wise_file"] as const;
const payoutRail = z.enum(["auto", ...rails]);
const partnerPayoutRails = z
  .array(z.enum(rails))
  .max(rails.length)
  .refine((all) => new Set(all).size === all.length, "names a way twice");

const settingsReply = z
  .object({
    id: replyId,
    slug: z.string(),
    name: z.string(),
    supportEmail: z.string().nullable(),
    currency: z.string().meta({ description: "ISO 4217: of amounts that name none." }),
    timeZone: z.string().meta({ description: "IANA name, such as Europe/Berlin." }),
    payoutThresholds: z
      .record(z.string(), z.string())
      .meta({ description: "Currency → amount in major units. A balance below it is carried forward." }),
    payoutSchedule: z.string(),
    payoutRail: z.string(),
    partnerPayoutRails: z
      .array(z.string())
      .meta({ description: "The ways among which partners choose, besides the brand's usual one." }),
    createdAt: isoTime,
  })
  .meta({ id: "Settings" });

const settingsBody = z.object({
  name: text(200).optional(),
  supportEmail: email.nullable().optional(),
  currency: currency.optional(),
  timeZone: text(64).optional(),
  payoutThresholds: z
    .record(text(10), amount)
    .refine((thresholds) => Object.keys(thresholds).length <= MAX_THRESHOLDS, "has too many currencies")
    .optional()
    .meta({ description: "Replaces the thresholds there were. `{}` removes them all." }),
  payoutSchedule: payoutSchedule.optional(),
  payoutRail: payoutRail.optional(),
  partnerPayoutRails: partnerPayoutRails
    .optional()
    .meta({ description: "What partners have chosen already stays as it is." }),
});

function present(brand: BrandRow) {
  return { ...brand, createdAt: presentTime(brand.createdAt) };
}

const getSettings = operation({
  id: "getSettings",
  method: "GET",
  path: "/settings",
  tag: "Settings",
  summary: "Read the brand's settings",
  access: { scope: "programs:read" },
  reply: settingsReply,
  status: 200,
  errors: ["forbidden"],
  run: async (ctx) => present(await showSettings(ctx)),
});

const patchSettings = operation({
  id: "updateSettings",
  method: "PATCH",
  path: "/settings",
  tag: "Settings",
  summary: "Change the brand's settings",
  description: "What is absent stays as it is. Currency and time zone are defaults: programs keep their own.",
  access: { scope: "programs:write" },
  body: settingsBody,
  reply: settingsReply,
  status: 200,
  errors: ["invalid_body", "invalid_amount", "invalid_currency", "forbidden"],
  run: async (ctx, { body }) => present(await updateSettings(ctx, body)),
});

export const settingsOperations = [getSettings, patchSettings] as const;
