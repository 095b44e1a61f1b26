import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { brandId, createdAt, id, instant, ulid } from "../columns";
import { partners } from "../roster/partner";
import { brands } from "../tenant/brand";

/** Who is told of changes: a brand's webhooks and partners' postbacks. Written by people; its health by deliveries. A few a brand. */
export const webhookReceivers = pgTable(
  "webhook_receivers",
  {
    brandId: brandId().references(() => brands.id),
    id: id(),
    kind: text("kind").$type<"webhook" | "postback">().notNull(),
    /** Whose postback it is. */
    partnerId: ulid("partner_id"),
    description: text("description").notNull(),
    /** An address, or a postback's template of one. */
    url: text("url").notNull(),
    method: text("method").$type<"GET" | "POST">().notNull(),
    /** A postback's template of a form's body. */
    body: text("body"),
    /** Null: all types. */
    types: text("types").array(),
    /** Sealed, as is the one it replaced, which signs beside it until `previous_secret_until`. */
    secret: text("secret").notNull(),
    previousSecret: text("previous_secret"),
    previousSecretUntil: instant("previous_secret_until"),
    pausedAt: instant("paused_at"),
    /** Whoever paused it, or `automatic`. */
    pausedBy: text("paused_by"),
    pauseReason: text("pause_reason"),
    /** Attempts that failed since the last that did not, and since when. */
    failures: integer("failures").notNull().default(0),
    failingSince: instant("failing_since"),
    /** Nothing is sent before, because it failed too often in a row or asked for it. */
    restUntil: instant("rest_until"),
    createdAt: createdAt(),
    deletedAt: instant("deleted_at"),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.id] }),
    foreignKey({
      name: "webhook_receivers_of_a_partner",
      columns: [t.brandId, t.partnerId],
      foreignColumns: [partners.brandId, partners.id],
    }),
    check("webhook_receivers_kind", sql`${t.kind} in ('webhook', 'postback')`),
    check("webhook_receivers_partner", sql`(${t.kind} = 'postback') = (${t.partnerId} is not null)`),
    check(
      "webhook_receivers_method",
      sql`${t.method} = 'POST' or (${t.kind} = 'postback' and ${t.method} = 'GET')`,
    ),
  ],
);

/** A change as receivers are told of it: signed, so kept as the very text. Only ever inserted; forgotten after 30 days. */
export const webhookMessages = pgTable(
  "webhook_messages",
  {
    brandId: brandId().references(() => brands.id),
    /** The id of the outbox's message, so that a change that arrives twice is kept once. Orders an object's messages. */
    id: id(),
    type: text("type").notNull(),
    body: text("body").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.id] }),
    // Serves forgetting the oldest.
    index("webhook_messages_created").on(t.createdAt),
  ],
);

/** A message on its way to one receiver. Written by the fan-out, moved on by deliveries; grows with both. */
export const webhookDeliveries = pgTable(
  "webhook_deliveries",
  {
    brandId: brandId(),
    id: id(),
    receiverId: ulid("receiver_id").notNull(),
    messageId: ulid("message_id").notNull(),
    /** 0 for the message's own delivery, above for those that people asked for. */
    number: integer("number").notNull(),
    /**
     * Receiver and object: deliveries of one lane keep their order. Null for what people asked for, which is tried once and
     * waits for nothing.
     */
    lane: text("lane"),
    /** What a postback's templates are filled with. */
    macros: jsonb("macros").$type<Record<string, string>>(),
    createdAt: createdAt(),
    nextAt: instant("next_at").notNull(),
    /** While a process is sending it. One that died lets go of it by this time. */
    claimedUntil: instant("claimed_until"),
    attempts: integer("attempts").notNull().default(0),
    /** When trying began, or began anew when its receiver was resumed. */
    triedSince: instant("tried_since"),
    endedAt: instant("ended_at"),
    outcome: text("outcome").$type<"delivered" | "failed">(),
    /** The order in which they were written: that of the changes they tell. */
    seq: bigint("seq", { mode: "bigint" }).generatedAlwaysAsIdentity(),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.id] }),
    foreignKey({
      columns: [t.brandId, t.receiverId],
      foreignColumns: [webhookReceivers.brandId, webhookReceivers.id],
    }),
    foreignKey({
      columns: [t.brandId, t.messageId],
      foreignColumns: [webhookMessages.brandId, webhookMessages.id],
    }).onDelete("cascade"),
    // None of these begins with the brand. A queue's statistics are always out of date, so the planner thinks that each brand has
    // next to nothing here, and takes any index that begins with it for as good as the right one.
    // A change that arrives twice is delivered once.
    uniqueIndex("webhook_deliveries_once").on(t.messageId, t.receiverId, t.number, t.brandId),
    // Serves a receiver's log.
    index("webhook_deliveries_log").on(t.receiverId, t.id),
    // Serves claiming what is due.
    index("webhook_deliveries_due").on(t.receiverId, t.nextAt, t.id).where(sql`${t.endedAt} is null`),
    // Serves finding an earlier message about the same object that is still on its way.
    index("webhook_deliveries_order").on(t.lane, t.seq).where(sql`${t.endedAt} is null`),
    check("webhook_deliveries_end", sql`(${t.endedAt} is null) = (${t.outcome} is null)`),
    check("webhook_deliveries_outcome", sql`${t.outcome} in ('delivered', 'failed')`),
  ],
);

/** What was sent and what came back. Only ever inserted; grows with deliveries and retries, forgotten with their message. */
export const webhookAttempts = pgTable(
  "webhook_attempts",
  {
    brandId: brandId(),
    deliveryId: ulid("delivery_id").notNull(),
    /** Counted from 1. */
    number: integer("number").notNull(),
    startedAt: instant("started_at").notNull(),
    durationMs: integer("duration_ms").notNull(),
    method: text("method").notNull(),
    url: text("url").notNull(),
    requestHeaders: jsonb("request_headers").$type<Record<string, string>>().notNull(),
    /** Null where it is the message's body, or there was none. */
    requestBody: text("request_body"),
    /** Null where nothing was answered; `error` says why. */
    status: integer("status"),
    replyHeaders: jsonb("reply_headers").$type<Record<string, string>>(),
    replyBody: text("reply_body"),
    error: text("error"),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.deliveryId, t.number] }),
    foreignKey({
      columns: [t.brandId, t.deliveryId],
      foreignColumns: [webhookDeliveries.brandId, webhookDeliveries.id],
    }).onDelete("cascade"),
  ],
);
