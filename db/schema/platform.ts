import { sql } from "drizzle-orm";
import { integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { brands } from "./brand";
import { brandId, createdAt, id, instant } from "./columns";

/** The first reply to each POST that carried an Idempotency-Key, kept 30 days. Written with the effect, in its transaction. */
export const idempotencyRecords = pgTable(
  "idempotency_records",
  {
    brandId: brandId().references(() => brands.id),
    /** The API key's id, or `admin`. */
    caller: text("caller").notNull(),
    route: text("route").notNull(),
    key: text("key").notNull(),
    /** SHA-256 of the request's bytes. */
    bodyHash: text("body_hash").notNull(),
    status: integer("status"),
    reply: text("reply"),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.brandId, t.caller, t.route, t.key] })],
);

/** What must follow a change, written in the change's transaction and relayed afterwards, in order for one `subject`. */
export const outbox = pgTable(
  "outbox",
  {
    // Without a reference to the brand: rows are many and short-lived, and row-level security lets in no other brand's.
    brandId: brandId(),
    id: id(),
    topic: text("topic").notNull(),
    /** The object whose messages keep their order. */
    subject: text("subject").notNull(),
    payload: jsonb("payload").$type<Record<string, unknown>>().notNull(),
    createdAt: createdAt(),
    relayedAt: instant("relayed_at"),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.id] }),
    // Serves the relay: the oldest messages that have not left yet.
    uniqueIndex("outbox_waiting").on(t.id).where(sql`${t.relayedAt} is null`),
  ],
);
