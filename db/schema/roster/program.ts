import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import type { AttributionModel, CommissionRule } from "@/server/program/rules";
import { brandId, createdAt, id, instant, ulid } from "../columns";
import { brands } from "../tenant/brand";

/** What partners promote. A handful a brand. */
export const programs = pgTable(
  "programs",
  {
    brandId: brandId().references(() => brands.id),
    id: id(),
    slug: text("slug").notNull(),
    name: text("name").notNull(),
    destinationUrl: text("destination_url").notNull(),
    allowedDomains: text("allowed_domains").array().notNull().default([]),
    currency: text("currency").notNull(),
    timeZone: text("time_zone").notNull(),
    startsAt: instant("starts_at"),
    endsAt: instant("ends_at"),
    status: text("status").$type<"active" | "paused">().notNull().default("active"),
    commissionApproval: text("commission_approval").$type<"auto" | "manual">().notNull().default("auto"),
    identifyAuth: text("identify_auth").$type<"open" | "signed" | "server">().notNull().default("open"),
    /** Encrypted with SECRETS_ENCRYPTION_KEY; signs user ids where identify is `signed`. */
    identifySecret: text("identify_secret").notNull(),
    cookies: boolean("cookies").notNull().default(true),
    allowSelfReferral: boolean("allow_self_referral").notNull().default(false),
    couponPriority: text("coupon_priority")
      .$type<"last_touch" | "coupon" | "click">()
      .notNull()
      .default("last_touch"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.id] }),
    uniqueIndex("programs_slug").on(t.brandId, t.slug),
    check("programs_status", sql`${t.status} in ('active', 'paused')`),
    check("programs_approval", sql`${t.commissionApproval} in ('auto', 'manual')`),
    check("programs_identify", sql`${t.identifyAuth} in ('open', 'signed', 'server')`),
    check("programs_coupon", sql`${t.couponPriority} in ('last_touch', 'coupon', 'click')`),
  ],
);

/** Versions of a program's rules. Rows are only added; a change is a new version with its date. */
export const terms = pgTable(
  "terms",
  {
    brandId: brandId(),
    id: id(),
    programId: ulid("program_id").notNull(),
    attributionModel: text("attribution_model").$type<AttributionModel>().notNull(),
    halfLifeDays: integer("half_life_days").notNull(),
    attributionWindowDays: integer("attribution_window_days").notNull(),
    cookieWindowDays: integer("cookie_window_days").notNull(),
    holdbackDays: integer("holdback_days").notNull(),
    rules: jsonb("rules").$type<CommissionRule[]>().notNull(),
    effectiveFrom: instant("effective_from").notNull(),
    createdAt: createdAt(),
    /** Who made this version: an API key's or member's id, or `admin`. */
    createdBy: text("created_by").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.id] }),
    foreignKey({ columns: [t.brandId, t.programId], foreignColumns: [programs.brandId, programs.id] }),
    // Serves loading a program with its versions, and references that name the program beside the version.
    unique("terms_program").on(t.brandId, t.programId, t.id),
    check(
      "terms_model",
      sql`${t.attributionModel} in ('last_click', 'first_click', 'linear', 'position', 'time_decay')`,
    ),
    check("terms_half_life", sql`${t.halfLifeDays} between 1 and 365`),
    check("terms_window", sql`${t.attributionWindowDays} between 1 and 365`),
    check("terms_cookie", sql`${t.cookieWindowDays} between 1 and 365`),
    check("terms_holdback", sql`${t.holdbackDays} between 0 and 365`),
  ],
);

/** A re-derivation of all customers that a change of terms concerns: where it stands, so that a crash resumes there. */
export const rederivations = pgTable(
  "rederivations",
  {
    brandId: brandId(),
    id: id(),
    programId: ulid("program_id").notNull(),
    reason: text("reason").notNull(),
    status: text("status").$type<"running" | "done" | "failed" | "canceled">().notNull(),
    /** Customers up to and including this one are done. */
    cursor: ulid("cursor"),
    customersTotal: integer("customers_total").notNull(),
    customersDone: integer("customers_done").notNull().default(0),
    entriesPosted: integer("entries_posted").notNull().default(0),
    error: text("error"),
    createdAt: createdAt(),
    finishedAt: instant("finished_at"),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.id] }),
    foreignKey({ columns: [t.brandId, t.programId], foreignColumns: [programs.brandId, programs.id] }),
    // Serves the worker that looks for unfinished ones after a start.
    index("rederivations_running").on(t.id).where(sql`${t.status} = 'running'`),
    check("rederivations_status", sql`${t.status} in ('running', 'done', 'failed', 'canceled')`),
  ],
);
