import { sql } from "drizzle-orm";
import {
  check,
  foreignKey,
  index,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { brandId, createdAt, id, instant, ulid } from "../columns";
import { brands } from "../tenant/brand";
import { programs, terms } from "./program";

/** The roster. Thousands a brand. */
export const partners = pgTable(
  "partners",
  {
    brandId: brandId().references(() => brands.id),
    id: id(),
    email: text("email").notNull(),
    /** Keyed hash of the normalised address, compared with customers' to find self-referrals. */
    emailHash: text("email_hash").notNull(),
    name: text("name").notNull(),
    createdAt: createdAt(),
    invitedAt: instant("invited_at"),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.id] }),
    uniqueIndex("partners_email").on(t.brandId, sql`lower(${t.email})`),
    // Serves finding what an address belongs to.
    index("partners_address").on(sql`lower(${t.email})`),
  ],
);

/** When a partner was active, half open. Revoking closes the open period, reinstating opens another; nothing is overwritten. */
export const partnerPeriods = pgTable(
  "partner_periods",
  {
    brandId: brandId(),
    id: id(),
    partnerId: ulid("partner_id").notNull(),
    from: instant("active_from").notNull(),
    to: instant("active_to"),
    endedBy: text("ended_by"),
    endReason: text("end_reason"),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.id] }),
    foreignKey({ columns: [t.brandId, t.partnerId], foreignColumns: [partners.brandId, partners.id] }),
    // Serves loading a partner's periods.
    index("partner_periods_partner").on(t.brandId, t.partnerId, t.from),
    uniqueIndex("partner_periods_open").on(t.brandId, t.partnerId).where(sql`${t.to} is null`),
    check("partner_periods_order", sql`${t.to} is null or ${t.to} >= ${t.from}`),
  ],
);

/** A partner in a program, by period; `terms_id` pins a version during that period. */
export const enrollments = pgTable(
  "enrollments",
  {
    brandId: brandId(),
    id: id(),
    partnerId: ulid("partner_id").notNull(),
    programId: ulid("program_id").notNull(),
    termsId: ulid("terms_id"),
    from: instant("active_from").notNull(),
    to: instant("active_to"),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.id] }),
    foreignKey({ columns: [t.brandId, t.partnerId], foreignColumns: [partners.brandId, partners.id] }),
    foreignKey({ columns: [t.brandId, t.programId], foreignColumns: [programs.brandId, programs.id] }),
    foreignKey({ columns: [t.brandId, t.termsId], foreignColumns: [terms.brandId, terms.id] }),
    // Serves loading the enrollments of a set of partners.
    index("enrollments_partner").on(t.brandId, t.partnerId, t.programId, t.from),
    uniqueIndex("enrollments_open").on(t.brandId, t.programId, t.partnerId).where(sql`${t.to} is null`),
    check("enrollments_order", sql`${t.to} is null or ${t.to} >= ${t.from}`),
  ],
);

/** Codes that lead to a destination. Read on every redirect through the link cache. */
export const links = pgTable(
  "links",
  {
    brandId: brandId(),
    id: id(),
    partnerId: ulid("partner_id").notNull(),
    programId: ulid("program_id").notNull(),
    code: text("code").notNull(),
    /** Null: the program's destination. */
    destinationUrl: text("destination_url"),
    status: text("status").$type<"active" | "paused">().notNull().default("active"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.id] }),
    foreignKey({ columns: [t.brandId, t.partnerId], foreignColumns: [partners.brandId, partners.id] }),
    foreignKey({ columns: [t.brandId, t.programId], foreignColumns: [programs.brandId, programs.id] }),
    // What a click through it refers to.
    unique("links_owner").on(t.brandId, t.id, t.partnerId, t.programId),
    uniqueIndex("links_code").on(t.brandId, t.code),
    // Serves a partner's links.
    index("links_partner").on(t.brandId, t.partnerId, t.id),
    check("links_status", sql`${t.status} in ('active', 'paused')`),
  ],
);

/** Codes a customer types at checkout; compared in upper case. */
export const coupons = pgTable(
  "coupons",
  {
    brandId: brandId(),
    id: id(),
    partnerId: ulid("partner_id").notNull(),
    programId: ulid("program_id").notNull(),
    code: text("code").notNull(),
    status: text("status").$type<"active" | "paused">().notNull().default("active"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.id] }),
    foreignKey({ columns: [t.brandId, t.partnerId], foreignColumns: [partners.brandId, partners.id] }),
    foreignKey({ columns: [t.brandId, t.programId], foreignColumns: [programs.brandId, programs.id] }),
    // What a click through it refers to.
    unique("coupons_owner").on(t.brandId, t.id, t.partnerId, t.programId),
    uniqueIndex("coupons_code").on(t.brandId, sql`upper(${t.code})`),
    // Serves a partner's coupons.
    index("coupons_partner").on(t.brandId, t.partnerId, t.id),
    check("coupons_status", sql`${t.status} in ('active', 'paused')`),
  ],
);

/** When all links of a brand were paused at once, half open. Read by redirects. */
export const linkPauses = pgTable(
  "link_pauses",
  {
    brandId: brandId().references(() => brands.id),
    id: id(),
    pausedAt: instant("paused_at").notNull(),
    pausedBy: text("paused_by").notNull(),
    resumedAt: instant("resumed_at"),
    resumedBy: text("resumed_by"),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.id] }),
    uniqueIndex("link_pauses_open").on(t.brandId).where(sql`${t.resumedAt} is null`),
    check("link_pauses_order", sql`${t.resumedAt} >= ${t.pausedAt}`),
    check("link_pauses_resumed", sql`(${t.resumedAt} is null) = (${t.resumedBy} is null)`),
  ],
);
