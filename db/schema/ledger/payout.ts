import {
  boolean,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import type { Finding, PayoutStatus, Preference, Rail, Verdict } from "@/server/payout/rules";
import { brandId, createdAt, id, instant, minorUnits, ulid } from "../columns";
import { partners } from "../roster/partner";

/** How a partner wants to be paid, where something was said about it. Written by the brand and by the partner. */
export const payoutMethods = pgTable(
  "payout_methods",
  {
    brandId: brandId(),
    partnerId: ulid("partner_id").notNull(),
    /** Null: the brand's usual way. */
    rail: text("rail").$type<Preference>(),
    /** The address of the partner's PayPal or Wise account; null: the partner's own. */
    recipient: text("recipient"),
    /** Where a payment by hand goes, such as a bank account, encrypted. */
    instructions: text("instructions"),
    updatedAt: instant("updated_at").notNull(),
    updatedBy: text("updated_by").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.partnerId] }),
    foreignKey({ columns: [t.brandId, t.partnerId], foreignColumns: [partners.brandId, partners.id] }),
  ],
);

/** Each planning, by schedule or by hand. A few a month. */
export const payoutRuns = pgTable(
  "payout_runs",
  {
    brandId: brandId(),
    id: id(),
    /** The local day of the brand's schedule; null when a person asked. */
    dueOn: date("due_on", { mode: "string" }),
    planned: integer("planned").notNull(),
    carried: integer("carried").notNull(),
    createdAt: createdAt(),
    createdBy: text("created_by").notNull(),
  },
  (t) => [primaryKey({ columns: [t.brandId, t.id] }), uniqueIndex("payout_runs_due").on(t.brandId, t.dueOn)],
);

/** A file of payouts for PayPal or Wise. Its rows are the payouts that name it. */
export const payoutFiles = pgTable(
  "payout_files",
  {
    brandId: brandId(),
    id: id(),
    rail: text("rail").$type<"paypal_file" | "wise_file">().notNull(),
    currency: text("currency").notNull(),
    createdAt: createdAt(),
    createdBy: text("created_by").notNull(),
  },
  (t) => [primaryKey({ columns: [t.brandId, t.id] })],
);

/**
 * One transfer of a partner's balance in one currency over one rail. Written by planning and by what sends it; a request may not
 * change its amount, and triggers hold it to its states and to the sum of its entries. Grows by partners and months.
 */
export const payouts = pgTable(
  "payouts",
  {
    brandId: brandId(),
    id: id(),
    partnerId: ulid("partner_id").notNull(),
    currency: text("currency").notNull(),
    amountMinor: minorUnits("amount_minor").notNull(),
    rail: text("rail").$type<Rail>().notNull(),
    /** The partner's Stripe account, or the address of the partner's PayPal or Wise account. */
    destination: text("destination"),
    status: text("status").$type<PayoutStatus>().notNull(),
    /** A code for why it failed or is held; `detail` is what the other side said. */
    reason: text("reason"),
    detail: text("detail"),
    /** What the person who paid it wrote down. */
    reference: text("reference"),
    transferId: text("transfer_id"),
    fileId: ulid("file_id"),
    /** How much of it came back. */
    reversedMinor: minorUnits("reversed_minor").notNull(),
    /** Part of the idempotency key: another number is another transfer. */
    generation: integer("generation").notNull().default(1),
    attempts: integer("attempts").notNull().default(0),
    /** The Stripe account that was asked to send. */
    sender: text("sender"),
    /** When this generation's key was first and last used. */
    askedAt: instant("asked_at"),
    lastAskedAt: instant("last_asked_at"),
    /** Whether a request with this generation's key had no clear answer. */
    unclear: boolean("unclear").notNull().default(false),
    /** Whether Stripe's transfers must be looked through before anything is asked for. */
    lookFirst: boolean("look_first").notNull().default(false),
    verdict: text("verdict").$type<Verdict>().notNull().default("hold"),
    nextAt: instant("next_at"),
    lease: ulid("lease"),
    leaseUntil: instant("lease_until"),
    createdAt: createdAt(),
    createdBy: text("created_by").notNull(),
    paidAt: instant("paid_at"),
    endedAt: instant("ended_at"),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.id] }),
    foreignKey({ columns: [t.brandId, t.partnerId], foreignColumns: [partners.brandId, partners.id] }),
    foreignKey({ columns: [t.brandId, t.fileId], foreignColumns: [payoutFiles.brandId, payoutFiles.id] }),
    uniqueIndex("payouts_transfer").on(t.brandId, t.transferId),
    index("payouts_due").on(t.nextAt),
    index("payouts_partner").on(t.brandId, t.partnerId, t.id),
    index("payouts_open").on(t.brandId, t.status, t.id),
    index("payouts_file").on(t.brandId, t.fileId),
  ],
);

/** What happened to a payout, step by step, by whom. Only added to. */
export const payoutSteps = pgTable(
  "payout_steps",
  {
    brandId: brandId(),
    id: id(),
    payoutId: ulid("payout_id").notNull(),
    status: text("status").$type<PayoutStatus>().notNull(),
    note: text("note").notNull(),
    at: instant("at").notNull(),
    by: text("by").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.id] }),
    foreignKey({ columns: [t.brandId, t.payoutId], foreignColumns: [payouts.brandId, payouts.id] }),
    index("payout_steps_payout").on(t.brandId, t.payoutId, t.id),
  ],
);

/** Money of a payout that came back. Only added to; the ledger has an entry on each side. */
export const payoutReturns = pgTable(
  "payout_returns",
  {
    brandId: brandId(),
    id: id(),
    payoutId: ulid("payout_id").notNull(),
    amountMinor: minorUnits("amount_minor").notNull(),
    note: text("note").notNull(),
    at: instant("at").notNull(),
    by: text("by").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.id] }),
    foreignKey({ columns: [t.brandId, t.payoutId], foreignColumns: [payouts.brandId, payouts.id] }),
    index("payout_returns_payout").on(t.brandId, t.payoutId, t.id),
  ],
);

/** What each daily comparison with Stripe found. One row a day. */
export const payoutReconciliations = pgTable(
  "payout_reconciliations",
  {
    brandId: brandId(),
    id: id(),
    startedAt: instant("started_at").notNull(),
    finishedAt: instant("finished_at").notNull(),
    payouts: integer("payouts").notNull(),
    transfers: integer("transfers").notNull(),
    findings: jsonb("findings").$type<Finding[]>().notNull(),
    error: text("error"),
  },
  (t) => [primaryKey({ columns: [t.brandId, t.id] })],
);
