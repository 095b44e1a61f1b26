import { bigint, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { brandId, createdAt, id } from "../columns";
import { brands } from "../tenant/brand";

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

/**
 * What must follow a change, written in the change's transaction and relayed afterwards, in order for one `subject`. What was
 * relayed is deleted, so the table is nearly empty while the relay keeps up.
 */
export const outbox = pgTable(
  "outbox",
  {
    // Without a reference to the brand: rows are many and short-lived, and row-level security lets in no other brand's.
    brandId: brandId(),
    /** The order in which changes were written, whatever the machines' clocks say. */
    seq: bigint("seq", { mode: "bigint" }).generatedAlwaysAsIdentity(),
    id: id(),
    topic: text("topic").notNull(),
    /** The object whose messages keep their order. */
    subject: text("subject").notNull(),
    payload: jsonb("payload").$type<Record<string, unknown>>().notNull(),
    createdAt: createdAt(),
  },
  // Also serves the relay: a brand's oldest messages, and which brands have any.
  (t) => [primaryKey({ columns: [t.brandId, t.seq] })],
);
