import { sql } from "drizzle-orm";
import {
  check,
  date,
  foreignKey,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import type { Arithmetic } from "@/server/commission/rules";
import { brandId, createdAt, id, instant, minorUnits, ulid } from "../columns";
import { events } from "../facts/event";
import { partners } from "../roster/partner";
import { terms } from "../roster/program";

/**
 * The ledger. An amount is never edited and a paid entry never changes: the request role may update only the columns of
 * state, and a trigger refuses any change to a paid row.
 */
export const commissions = pgTable(
  "commissions",
  {
    brandId: brandId(),
    id: id(),
    partnerId: ulid("partner_id").notNull(),
    programId: ulid("program_id").notNull(),
    /** The event that earned it; null for pay per click and for entries made by hand. */
    eventId: ulid("event_id"),
    /** The program's local day of a pay-per-click entry. */
    clickDay: date("click_day", { mode: "string" }),
    ruleId: text("rule_id").notNull(),
    termsId: ulid("terms_id").notNull(),
    kind: text("kind").$type<"accrual" | "correction" | "clawback" | "bonus" | "manual">().notNull(),
    status: text("status").$type<"pending" | "approved" | "paid" | "reversed">().notNull(),
    amountMinor: minorUnits("amount_minor").notNull(),
    currency: text("currency").notNull(),
    /** The event's net value when this was posted: tells a clawback from a correction later. */
    netMinor: minorUnits("net_minor"),
    arithmetic: jsonb("arithmetic").$type<Arithmetic>(),
    availableAt: instant("available_at").notNull(),
    createdAt: createdAt(),
    approvedAt: instant("approved_at"),
    approvedBy: text("approved_by"),
    reversedAt: instant("reversed_at"),
    reversedBy: text("reversed_by"),
    reason: text("reason"),
    payoutId: ulid("payout_id"),
    paidAt: instant("paid_at"),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.id] }),
    foreignKey({ columns: [t.brandId, t.eventId], foreignColumns: [events.brandId, events.id] }),
    foreignKey({ columns: [t.brandId, t.partnerId], foreignColumns: [partners.brandId, partners.id] }),
    // Terms name their program, so that one reference stands for both.
    foreignKey({
      columns: [t.brandId, t.programId, t.termsId],
      foreignColumns: [terms.brandId, terms.programId, terms.id],
      name: "commissions_terms",
    }),
    // Serves loading the entries of an event.
    index("commissions_event").on(t.brandId, t.eventId).where(sql`${t.eventId} is not null`),
    // Serves a partner's ledger and balance.
    index("commissions_partner").on(t.brandId, t.partnerId, t.id),
    // Serves the review queue and the release of holdbacks.
    index("commissions_pending").on(t.brandId, t.availableAt).where(sql`${t.status} = 'pending'`),
    // Two derivations can never both leave an accrual for one key. Corrections may stand beside it: a payout that is released
    // gives back an entry that was corrected while it was claimed.
    uniqueIndex("commissions_open_event")
      .on(t.brandId, t.eventId, t.partnerId, t.programId, t.ruleId, t.currency)
      .where(
        sql`${t.eventId} is not null and ${t.status} in ('pending', 'approved') and ${t.payoutId} is null and ${t.kind} = 'accrual'`,
      ),
    uniqueIndex("commissions_open_day")
      .on(t.brandId, t.partnerId, t.programId, t.clickDay, t.ruleId, t.currency)
      .where(
        sql`${t.clickDay} is not null and ${t.status} in ('pending', 'approved') and ${t.payoutId} is null and ${t.kind} = 'accrual'`,
      ),
    // Serves a payout's entries.
    index("commissions_of_payout").on(t.brandId, t.payoutId).where(sql`${t.payoutId} is not null`),
    // Serves planning payouts.
    index("commissions_unclaimed")
      .on(t.brandId, t.partnerId, t.currency)
      .where(sql`${t.status} = 'approved' and ${t.payoutId} is null`),
    // Serves the ledger's figures by day.
    index("commissions_time").on(t.brandId, t.createdAt),
    // Serves the list of what people approved.
    index("commissions_approved_by_people")
      .on(t.brandId, t.approvedAt)
      .where(sql`${t.approvedBy} is not null and ${t.approvedBy} <> 'automatic'`),
    // Serves what people gave a partner and took off.
    index("commissions_by_hand")
      .on(t.brandId, t.partnerId, t.id)
      .where(sql`${t.kind} in ('bonus', 'manual')`),
    check("commissions_kind", sql`${t.kind} in ('accrual', 'correction', 'clawback', 'bonus', 'manual')`),
    check("commissions_status", sql`${t.status} in ('pending', 'approved', 'paid', 'reversed')`),
    check("commissions_amount", sql`${t.amountMinor} <> 0`),
    check("commissions_sign", sql`${t.kind} <> 'accrual' or ${t.amountMinor} > 0`),
    check("commissions_source", sql`${t.eventId} is null or ${t.clickDay} is null`),
  ],
);
