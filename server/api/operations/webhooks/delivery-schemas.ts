import { z } from "zod";
import { presentTime } from "@/server/api/rest/present";
import { isoTime, pageQuery, replyId } from "@/server/api/rest/schemas";
import type { AttemptRow, DeliveryDetail, DeliveryRow } from "@/server/webhook/log/deliveries";
import { TEST_TYPE, WEBHOOK_TYPES } from "@/server/webhook/types";

const status = z.enum(["waiting", "delivered", "failed"]);
const words = z.string().nullable();
const headers = z.record(z.string(), z.string());

const fields = {
  id: replyId,
  receiverId: replyId.meta({ description: "The webhook or postback it is for." }),
  messageId: replyId.meta({ description: "The `webhook-id`: the same whenever this message is sent." }),
  type: z.string(),
  status: status.meta({ description: "`failed` after three days of trying." }),
  attempts: z.number().int(),
  nextAttemptAt: isoTime.nullable(),
  endedAt: isoTime.nullable(),
  lastAttemptAt: isoTime.nullable(),
  lastStatus: z
    .number()
    .int()
    .nullable()
    .meta({ description: "Of the last reply; null where there was none." }),
  lastError: words.meta({
    description: "Such as `http_500`, `timeout`, `dns_failed`, `connection_refused`, `blocked_address`.",
  }),
  lastDurationMs: z.number().int().nullable(),
  asked: z.boolean().meta({ description: "Whether a person asked for it; then it is tried once." }),
  createdAt: isoTime,
};

const attempt = z.object({
  number: z.number().int(),
  startedAt: isoTime,
  durationMs: z.number().int(),
  request: z.object({ method: z.string(), url: z.string(), headers, body: words }),
  reply: z
    .object({ status: z.number().int(), headers, body: z.string() })
    .nullable()
    .meta({ description: "The first 4,096 bytes of the body; null where nothing was answered." }),
  error: words,
});

export const deliveryReply = z.object(fields).meta({ id: "Delivery" });
export const deliveryDetailReply = z
  .object({
    ...fields,
    message: z.string().meta({ description: "The message as JSON, as it is signed." }),
    log: z.array(attempt).meta({ description: "Newest first, at most 100." }),
  })
  .meta({ id: "DeliveryDetail" });

export const deliveryQuery = z.strictObject({
  ...pageQuery,
  status: status.optional(),
  type: z.enum([...WEBHOOK_TYPES, TEST_TYPE]).optional(),
});

export function presentDelivery(row: DeliveryRow): z.input<typeof deliveryReply> {
  return {
    id: row.id,
    receiverId: row.receiverId,
    messageId: row.messageId,
    type: row.type,
    status: row.outcome ?? "waiting",
    attempts: row.attempts,
    nextAttemptAt: row.endedAt === null ? presentTime(row.nextAt) : null,
    endedAt: presentTime(row.endedAt),
    lastAttemptAt: presentTime(row.lastAttemptAt),
    lastStatus: row.lastStatus,
    lastError: row.lastError,
    lastDurationMs: row.lastDurationMs,
    asked: row.asked,
    createdAt: presentTime(row.createdAt),
  };
}

export function presentDetail(row: DeliveryDetail): z.input<typeof deliveryDetailReply> {
  const shown = (one: AttemptRow) => presentAttempt(one, row.message);
  return { ...presentDelivery(row), message: row.message, log: row.attemptLog.map(shown) };
}

function presentAttempt(row: AttemptRow, message: string): z.input<typeof attempt> {
  const isJson = row.requestHeaders["content-type"] === "application/json";
  const { status, replyHeaders, replyBody } = row;
  return {
    number: row.number,
    startedAt: presentTime(row.startedAt),
    durationMs: row.durationMs,
    request: {
      method: row.method,
      url: row.url,
      headers: row.requestHeaders,
      body: isJson ? message : row.requestBody,
    },
    reply: status === null ? null : { status, headers: replyHeaders ?? {}, body: replyBody ?? "" },
    error: row.error,
  };
}
