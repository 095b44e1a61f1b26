import { z } from "zod";

export const outcomeStatus = z.enum([
  "attributed",
  "no_identity",
  "no_click",
  "outside_window",
  "partner_inactive",
  "self_referral",
  "not_attributable",
]);

/** Why an event was or was not credited, in words. */
export const outcomeReply = z
  .object({ status: outcomeStatus, sentence: z.string() })
  .nullable()
  .meta({ description: "null in the moment before the event was derived." });
