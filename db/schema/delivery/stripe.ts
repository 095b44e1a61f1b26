import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
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
import { coupons, partners } from "../roster/partner";
import { programs } from "../roster/program";
import { brands } from "../tenant/brand";

/** How a brand's own Stripe account is reached, and how its amounts are read. One row a brand, written by its owner. */
export const brandStripe = pgTable("brand_stripe", {
  brandId: ulid("brand_id")
    .primaryKey()
    .references(() => brands.id),
  /** Sealed. Absent where only the settings below were made. */
  apiKey: text("api_key"),
  /** A sealed JSON list: several while one is being replaced. */
  webhookSecrets: text("webhook_secrets"),
  account: text("account"),
  accountName: text("account_name"),
  livemode: boolean("livemode"),
  /** Whether partners earn on tax and shipping too. */
  keepsTax: boolean("keeps_tax").notNull().default(false),
  keepsShipping: boolean("keeps_shipping").notNull().default(false),
  connectedAt: instant("connected_at"),
  connectedBy: text("connected_by"),
  checkedAt: instant("checked_at"),
});

/**
 * What Stripe told, as it told it, and how far it was worked off. Written by the webhook's door, read by what works it off and
 * by a person who looks for what failed. Grows with a brand's sales.
 */
export const stripeEvents = pgTable(
  "stripe_events",
  {
    brandId: brandId().references(() => brands.id),
    id: id(),
    stripeId: text("stripe_id").notNull(),
    type: text("type").notNull(),
    /** When it happened, by Stripe. */
    createdAt: createdAt(),
    receivedAt: instant("received_at").notNull(),
    payload: text("payload").notNull(),
    status: text("status").$type<"waiting" | "done" | "failed">().notNull().default("waiting"),
    attempts: integer("attempts").notNull().default(0),
    dueAt: instant("due_at").notNull(),
    reason: text("reason"),
    /** The payment whose sale is not known yet. */
    awaits: text("awaits"),
    doneAt: instant("done_at"),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.id] }),
    uniqueIndex("stripe_events_once").on(t.brandId, t.stripeId),
    index("stripe_events_due").on(t.dueAt, t.id).where(sql`${t.status} = 'waiting'`),
    index("stripe_events_failed").on(t.brandId, t.id).where(sql`${t.status} = 'failed'`),
  ],
);

/** A customer of the brand's Stripe account: since when, and which of the brand's users that is, once known. */
export const stripeCustomers = pgTable(
  "stripe_customers",
  {
    brandId: brandId().references(() => brands.id),
    customer: text("customer").notNull(),
    userId: text("user_id"),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.brandId, t.customer] })],
);

/** What a sale cost with everything, and what of it counts, in Stripe's units: refunds of it are reduced by the same share. */
export const stripeSales = pgTable(
  "stripe_sales",
  {
    brandId: brandId().references(() => brands.id),
    sale: text("sale").notNull(),
    total: bigint("total", { mode: "bigint" }).notNull(),
    kept: bigint("kept", { mode: "bigint" }).notNull(),
    /** The user id that the sale was reported under. */
    customer: text("customer"),
  },
  (t) => [primaryKey({ columns: [t.brandId, t.sale] })],
);

/** Which sale a payment intent or charge paid for. */
export const stripePayments = pgTable(
  "stripe_payments",
  {
    brandId: brandId().references(() => brands.id),
    payment: text("payment").notNull(),
    sale: text("sale").notNull(),
  },
  (t) => [primaryKey({ columns: [t.brandId, t.payment] })],
);

/** What a customer who comes with a partner's code gets. */
export const programRewards = pgTable(
  "program_rewards",
  {
    brandId: brandId(),
    programId: ulid("program_id").notNull(),
    kind: text("kind").$type<"percent" | "amount" | "free_months">().notNull(),
    value: text("value").notNull(),
    currency: text("currency"),
    /** For how many months it comes off; null: for the first invoice alone, 0: always. */
    months: integer("months"),
    stripeCoupon: text("stripe_coupon"),
    changedAt: instant("changed_at").notNull(),
    changedBy: text("changed_by").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.programId] }),
    foreignKey({ columns: [t.brandId, t.programId], foreignColumns: [programs.brandId, programs.id] }),
  ],
);

/** The promotion code that a partner's coupon is at Stripe, and what is still to be told there. */
export const couponPromotions = pgTable(
  "coupon_promotions",
  {
    brandId: brandId(),
    couponId: ulid("coupon_id").notNull(),
    promotionCode: text("promotion_code"),
    stripeCoupon: text("stripe_coupon"),
    /** The brand's account, and its mode, that has the code. */
    platform: text("platform").notNull(),
    active: boolean("active").notNull().default(false),
    /** When Stripe last told of it: what it told before does not count any more. */
    toldAt: instant("told_at"),
    reason: text("reason"),
    dueAt: instant("due_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.couponId] }),
    foreignKey({ columns: [t.brandId, t.couponId], foreignColumns: [coupons.brandId, coupons.id] }),
    uniqueIndex("coupon_promotions_code").on(t.brandId, t.promotionCode),
  ],
);

/** A partner's account with Stripe Connect, as Stripe last told of it. */
export const partnerStripeAccounts = pgTable(
  "partner_stripe_accounts",
  {
    brandId: brandId(),
    partnerId: ulid("partner_id").notNull(),
    account: text("account").notNull(),
    /** The brand's account, and its mode, that the partner's is connected to. */
    platform: text("platform").notNull(),
    country: text("country").notNull(),
    detailsSubmitted: boolean("details_submitted").notNull(),
    payoutsEnabled: boolean("payouts_enabled").notNull(),
    transfersActive: boolean("transfers_active").notNull(),
    disabledReason: text("disabled_reason"),
    currentlyDue: jsonb("currently_due").$type<string[]>().notNull().default([]),
    createdAt: createdAt(),
    checkedAt: instant("checked_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.partnerId] }),
    foreignKey({ columns: [t.brandId, t.partnerId], foreignColumns: [partners.brandId, partners.id] }),
    uniqueIndex("partner_stripe_accounts_account").on(t.brandId, t.account),
  ],
);
