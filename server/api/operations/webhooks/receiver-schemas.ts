import { z } from "zod";
import { presentTime } from "@/server/api/rest/present";
import { isoTime, text } from "@/server/api/rest/schemas";
import type { NewReceiver } from "@/server/webhook/receiver/create";
import type { ReceiverRow } from "@/server/webhook/receiver/list";

/** Fields that webhooks and postbacks have alike. */
export const receiverFields = {
  description: z.string(),
  status: z.enum(["active", "paused"]),
  pausedAt: isoTime.nullable(),
  pausedBy: z
    .string()
    .nullable()
    .meta({ description: "Whoever paused it; `automatic` after three days of failure." }),
  pauseReason: z.string().nullable(),
  failingSince: isoTime
    .nullable()
    .meta({ description: "Since when nothing was delivered; null: all is well." }),
  oldSecretUntil: isoTime
    .nullable()
    .meta({ description: "Until then messages are signed with the secret before this one, too." }),
  createdAt: isoTime,
};

export const secretField = z.string().meta({ description: "`whsec_…`, shown this once." });

export const description = text(200, 0);
export const status = z.enum(["active", "paused"]).meta({
  description: "Paused, it gets nothing, and its messages wait. Active again, it gets them in their order.",
});
/** Longer than any address that can be used, so that the reason is told by whoever knows it. */
export const url = text(4_000).meta({ format: "uri" });

const MAX_OVERLAP_HOURS = 168;
const DEFAULT_OVERLAP_HOURS = 24;
export const rotateBody = z.object({
  overlapHours: z
    .number()
    .int()
    .min(0)
    .max(MAX_OVERLAP_HOURS)
    .default(DEFAULT_OVERLAP_HOURS)
    .meta({ description: "For so long messages are signed with both secrets." }),
});

export function presentReceiver(row: ReceiverRow) {
  return {
    id: row.id,
    description: row.description,
    url: row.url,
    status: row.pausedAt === null ? ("active" as const) : ("paused" as const),
    pausedAt: presentTime(row.pausedAt),
    pausedBy: row.pausedBy,
    pauseReason: row.pauseReason,
    failingSince: presentTime(row.failingSince),
    oldSecretUntil: presentTime(row.previousSecretUntil),
    createdAt: presentTime(row.createdAt),
  };
}

export function withSecret<Shown>({ receiver, secret }: NewReceiver, present: (row: ReceiverRow) => Shown) {
  return { ...present(receiver), secret };
}
