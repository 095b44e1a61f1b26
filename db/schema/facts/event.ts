import { sql } from "drizzle-orm";
import { check, foreignKey, index, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { brandId, createdAt, id, instant, minorUnits, ulid } from "../columns";
import { customerUsers } from "./identity";

/** Something a customer did. Only ever inserted, by ingest. */
export const events = pgTable(
  "events",
  {
    brandId: brandId(),
    id: id(),
    userId: text("user_id").notNull(),
    type: text("type").notNull(),
    externalId: text("external_id"),
    /** Which door it came through first: `api`, `coupon`, `stripe`. */
    source: text("source").notNull(),
    ts: instant("ts").notNull(),
    valueMinor: minorUnits("value_minor"),
    currency: text("currency"),
    /** The event a refund or dispute names, as it was written: an event id or an external id. */
    refundOf: text("refund_of"),
    /** The same, when it reads as an event id. */
    refundOfId: ulid("refund_of_id"),
    metadata: jsonb("metadata").$type<Record<string, unknown>>(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.id] }),
    foreignKey({
      columns: [t.brandId, t.userId],
      foreignColumns: [customerUsers.brandId, customerUsers.userId],
    }),
    // One report of one thing, whatever its source; also finds what a refund names.
    uniqueIndex("events_external")
      .on(t.brandId, t.externalId, t.type)
      .where(sql`${t.externalId} is not null`),
    // Serves a brand's events by day.
    index("events_time").on(t.brandId, t.ts),
    // Serves loading a customer's events.
    index("events_user").on(t.brandId, t.userId),
    // Serves finding refunds that came before their sale.
    index("events_refund_of").on(t.brandId, t.refundOf).where(sql`${t.refundOf} is not null`),
    // Serves finding the refunds of an event that they name by its id.
    index("events_refund_of_id").on(t.brandId, t.refundOfId).where(sql`${t.refundOfId} is not null`),
    check("events_value", sql`(${t.valueMinor} is null) = (${t.currency} is null) and ${t.valueMinor} >= 0`),
  ],
);

/** A second report of a known event under another user id: the two ids are one customer. Only ever inserted. */
export const eventAliases = pgTable(
  "event_aliases",
  {
    brandId: brandId(),
    id: id(),
    eventId: ulid("event_id").notNull(),
    userId: text("user_id").notNull(),
    source: text("source").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.id] }),
    foreignKey({ columns: [t.brandId, t.eventId], foreignColumns: [events.brandId, events.id] }),
    uniqueIndex("event_aliases_user").on(t.brandId, t.eventId, t.userId),
  ],
);
