import { z } from "zod";
import { operation } from "@/server/api/rest/operation";
import { amount, currency, replyId, storable, text, time } from "@/server/api/rest/schemas";
import { validate } from "@/server/api/rest/validate";
import { type Ingested, ingest } from "@/server/event/intake/ingest";
import { takeIn } from "@/server/event/intake/intake";
import type { NewEvent } from "@/server/event/intake/prepare";
import { redeem } from "@/server/event/intake/redeem";
import type { EventCredit } from "@/server/platform/derivation";
import { AppError } from "@/server/platform/errors";

const MAX_METADATA_BYTES = 16_384;
const MAX_BATCH = 1_000;
const WHOLE = 1_000_000;

const metadata = z
  .record(z.string(), z.json())
  .refine(
    (value) => Buffer.byteLength(JSON.stringify(value)) <= MAX_METADATA_BYTES,
    `must be at most ${MAX_METADATA_BYTES} bytes of JSON`,
  )
  .refine(storable, "must not contain NUL or a lone surrogate");

const eventBody = z
  .object({
    userId: text(255),
    type: text(80),
    value: amount.optional(),
    currency: currency.optional(),
    ts: time.optional(),
    externalId: text(255).optional(),
    refundOf: text(255).optional(),
    metadata: metadata.optional(),
  })
  .meta({ id: "Event" });

const attributionReply = z
  .object({
    status: z.enum([
      "attributed",
      "no_identity",
      "no_click",
      "outside_window",
      "partner_inactive",
      "self_referral",
      "not_attributable",
    ]),
    model: z.string().optional(),
    reason: z.string().optional(),
    touches: z.array(
      z.object({
        clickId: replyId.nullable(),
        partnerId: replyId,
        programId: replyId,
        weight: z.number().min(0).max(1),
        attributionId: replyId,
        commissionId: replyId.optional(),
        commissionIds: z.array(replyId),
      }),
    ),
  })
  .meta({ id: "Attribution" });

const eventReply = z.object({
  ok: z.literal(true),
  eventId: replyId,
  replayed: z.boolean(),
  attribution: attributionReply,
});

const recordEvent = operation({
  id: "recordEvent",
  method: "POST",
  path: "/attribution/events",
  tag: "Tracking",
  summary: "Record something a customer did",
  description:
    "A signup, a payment, a refund, a dispute, or any type of your own. The same type and externalId again is the same event: it is answered with its attribution as it is now and `replayed: true`.",
  access: { scope: "events:write" },
  body: eventBody,
  reply: eventReply,
  status: 200,
  errors: ["invalid_amount", "invalid_currency", "invalid_time", "conflict", "ambiguous_reference"],
  run: async (ctx, { body }) => presentIngested(await takeIn(ctx, reported(body))),
});

const recordBatch = operation({
  id: "recordEventBatch",
  method: "POST",
  path: "/attribution/events/batch",
  tag: "Tracking",
  summary: "Record up to 1,000 events",
  description: "Each event stands alone: a bad one is refused and the others are kept.",
  access: { scope: "events:write" },
  body: z.object({ events: z.array(z.unknown()).min(1).max(MAX_BATCH) }).meta({ id: "EventBatch" }),
  reply: z.object({
    results: z.array(
      z.object({
        index: z.number().int(),
        ok: z.boolean(),
        eventId: replyId.optional(),
        replayed: z.boolean().optional(),
        error: z.string().optional(),
        message: z.string().optional(),
      }),
    ),
  }),
  status: 200,
  errors: [],
  run: async (ctx, { body }) => {
    const checked = body.events.map((event) => checkOne(event));
    const good = checked.flatMap((one) => (one.event ? [one.event] : []));
    const done = (await ingest(ctx, good)).values();
    return {
      results: checked.map((one, index) =>
        one.event
          ? presentResult(index, done.next().value)
          : { index, ok: false, error: one.error.code, message: one.error.message },
      ),
    };
  },
});

type Checked = { event: NewEvent; error?: undefined } | { event?: undefined; error: AppError };

function checkOne(value: unknown): Checked {
  try {
    return { event: reported(validate(eventBody, value, "invalid_body")) };
  } catch (error) {
    if (error instanceof AppError) return { error };
    throw error;
  }
}

function presentResult(index: number, result: Ingested | undefined) {
  if (!result) throw new Error(`the batch has no result ${index}`);
  if (result.ok) return { index, ok: true, eventId: result.eventId, replayed: result.replayed };
  return { index, ok: false, error: result.error.code, message: result.error.message };
}

function reported(body: z.output<typeof eventBody>): NewEvent {
  return { ...body, source: "api" };
}

/** The reply to one recorded event; a refusal becomes the request's error. */
function presentIngested(result: Ingested): z.output<typeof eventReply> {
  if (!result.ok) throw result.error;
  return {
    ok: true,
    eventId: result.eventId,
    replayed: result.replayed,
    attribution: presentCredit(result.credit),
  };
}

function presentCredit(credit: EventCredit): z.output<typeof attributionReply> {
  return {
    status: credit.status,
    ...(credit.model === null ? {} : { model: credit.model }),
    ...(credit.reason === null ? {} : { reason: credit.reason }),
    touches: credit.touches.map(({ weight, ...touch }) => ({
      ...touch,
      weight: weight / WHOLE,
      ...(touch.commissionIds[0] === undefined ? {} : { commissionId: touch.commissionIds[0] }),
    })),
  };
}

const redeemCoupon = operation({
  id: "redeemCoupon",
  method: "POST",
  path: "/coupons/redeem",
  tag: "Tracking",
  summary: "Record an event that came with a coupon",
  description: "The coupon counts as a click at the event's time. Repeating the call changes nothing.",
  access: { scope: "events:write" },
  body: z
    .object({
      code: text(64),
      userId: text(255),
      type: text(80),
      value: amount.optional(),
      currency: currency.optional(),
      externalId: text(255),
      ts: time.optional(),
    })
    .meta({ id: "Redemption" }),
  reply: eventReply,
  status: 200,
  errors: ["coupon_not_found", "invalid_amount", "invalid_currency", "invalid_time", "conflict"],
  run: async (ctx, { body }) => presentIngested(await redeem(ctx, body)),
});

export const eventOperations = [recordEvent, recordBatch, redeemCoupon] as const;
