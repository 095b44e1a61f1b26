import { sql } from "drizzle-orm";
import { check, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { brandId, createdAt, id, instant, ulid } from "./columns";

/** The tenant. Written by installation and settings, read by every request. One row when self-hosted. */
export const brands = pgTable("brands", {
  id: ulid("id").primaryKey(),
  slug: text("slug").notNull().unique(),
  name: text("name").notNull(),
  supportEmail: text("support_email"),
  currency: text("currency").notNull().default("USD"),
  timeZone: text("time_zone").notNull().default("UTC"),
  /** Currency → major units as text; a payout below it is carried forward. */
  payoutThresholds: jsonb("payout_thresholds").$type<Record<string, string>>().notNull().default({}),
  payoutSchedule: text("payout_schedule").notNull().default("monthly"),
  payoutRail: text("payout_rail").notNull().default("auto"),
  createdAt: createdAt(),
});

/** People who work for a brand. A few rows a brand. */
export const members = pgTable(
  "members",
  {
    brandId: brandId().references(() => brands.id),
    id: id(),
    email: text("email").notNull(),
    name: text("name").notNull(),
    role: text("role").$type<"owner" | "admin" | "viewer">().notNull(),
    createdAt: createdAt(),
    revokedAt: instant("revoked_at"),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.id] }),
    uniqueIndex("members_email").on(t.brandId, sql`lower(${t.email})`),
    check("members_role", sql`${t.role} in ('owner', 'admin', 'viewer')`),
  ],
);

/** Keys of the API, as SHA-256 of the secret. Looked up by hash before the brand is known. */
export const apiKeys = pgTable(
  "api_keys",
  {
    brandId: brandId().references(() => brands.id),
    id: id(),
    name: text("name").notNull(),
    kind: text("kind").$type<"secret" | "publishable" | "partner">().notNull(),
    hash: text("hash").notNull().unique(),
    /** The first characters of the secret, so that a person can tell keys apart. */
    prefix: text("prefix").notNull(),
    /** Null: all scopes. */
    scopes: text("scopes").array(),
    partnerId: ulid("partner_id"),
    createdAt: createdAt(),
    expiresAt: instant("expires_at"),
    revokedAt: instant("revoked_at"),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.id] }),
    check("api_keys_kind", sql`${t.kind} in ('secret', 'publishable', 'partner')`),
    check("api_keys_partner", sql`(${t.kind} = 'partner') = (${t.partnerId} is not null)`),
  ],
);

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
    status: text("status"),
    reply: text("reply"),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.brandId, t.caller, t.route, t.key] })],
);

/** What must follow a change, written in the change's transaction and relayed afterwards, in order for one `subject`. */
export const outbox = pgTable(
  "outbox",
  {
    brandId: brandId().references(() => brands.id),
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

