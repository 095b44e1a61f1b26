import { sql } from "drizzle-orm";
import { check, index, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { brandId, createdAt, id, instant, ulid } from "../columns";

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
  /** The ways among which partners choose how they are paid. */
  partnerPayoutRails: text("partner_payout_rails")
    .array()
    .notNull()
    .default(["stripe_connect", "manual", "paypal_file", "wise_file"]),
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
    /** When the last invitation was sent. */
    invitedAt: instant("invited_at"),
    /** When they first signed in. */
    joinedAt: instant("joined_at"),
    revokedAt: instant("revoked_at"),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.id] }),
    uniqueIndex("members_email").on(t.brandId, sql`lower(${t.email})`),
    // Serves finding what an address belongs to.
    index("members_address").on(sql`lower(${t.email})`),
    check("members_role", sql`${t.role} in ('owner', 'admin', 'viewer')`),
  ],
);
