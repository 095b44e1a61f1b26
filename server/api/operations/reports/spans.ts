import { z } from "zod";
import { id, queryTime, time } from "@/server/api/rest/schemas";
import type { Moment } from "@/server/report/figures/span";

/** A local date, or an instant like elsewhere. */
const moment = z.string().transform((value, ctx): Moment => {
  if (time.safeParse(`${value}T00:00:00Z`).success) return { day: value };
  const instant = queryTime.safeParse(value);
  if (instant.success) return instant.data;
  ctx.addIssue({
    code: "custom",
    message: "must be a date such as 2026-11-21, an ISO 8601 time with an offset, or integer milliseconds",
  });
  return z.NEVER;
});

/** What figures are asked for: a half-open span, of all programs or one. */
export const spanQuery = z.strictObject({
  from: moment.optional().meta({
    description:
      "The first instant that counts, or a local date: its beginning in the time zone of the program, without `programId` in the brand's. Default: 30 days before `to`.",
  }),
  to: moment.optional().meta({
    description: "The first instant or local date that no longer counts. Default: now.",
  }),
  programId: id.optional(),
});
