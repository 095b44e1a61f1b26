import { sql } from "drizzle-orm";
import {
  check,
  date,
  foreignKey,
  index,
  integer,
  json,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import type { Outcome } from "@/server/attribution/rules";
import type { AttributionModel } from "@/server/program/rules";
import { brandId, createdAt, id, ulid } from "../columns";
import { clicks } from "../facts/click";
import { events } from "../facts/event";
import { partners } from "../roster/partner";
import { programs } from "../roster/program";

/** Acts of people that deriving respects: flagged clicks, reversed commissions, sales credited by hand. Only ever inserted. */
export const decisions = pgTable(
  "decisions",
  {
    brandId: brandId(),
    id: id(),
    kind: text("kind").$type<"flag" | "unflag" | "reverse" | "unreverse" | "credit" | "uncredit">().notNull(),
    clickId: ulid("click_id"),
    eventId: ulid("event_id"),
    partnerId: ulid("partner_id"),
    programId: ulid("program_id"),
    ruleId: text("rule_id"),
    currency: text("currency"),
    /** The local day of a reversed pay-per-click entry. */
    clickDay: date("click_day", { mode: "string" }),
    reason: text("reason"),
    /** An API key's or member's id, or `admin`. */
    actor: text("actor").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.id] }),
    foreignKey({ columns: [t.brandId, t.clickId], foreignColumns: [clicks.brandId, clicks.id] }),
    foreignKey({ columns: [t.brandId, t.eventId], foreignColumns: [events.brandId, events.id] }),
    foreignKey({ columns: [t.brandId, t.partnerId], foreignColumns: [partners.brandId, partners.id] }),
    foreignKey({ columns: [t.brandId, t.programId], foreignColumns: [programs.brandId, programs.id] }),
    // Serve loading the decisions of a history; both are small.
    index("decisions_click").on(t.brandId, t.clickId).where(sql`${t.clickId} is not null`),
    index("decisions_event").on(t.brandId, t.eventId).where(sql`${t.eventId} is not null`),
    index("decisions_day").on(t.brandId, t.clickDay).where(sql`${t.clickDay} is not null`),
    check("decisions_target", sql`(${t.kind} in ('flag', 'unflag')) = (${t.clickId} is not null)`),
  ],
);

/** Why each event was credited or not. Derived: rewritten whenever deriving says otherwise. */
export const outcomes = pgTable(
  "outcomes",
  {
    brandId: brandId(),
    eventId: ulid("event_id").notNull(),
    status: text("status").$type<Outcome["status"]>().notNull(),
    model: text("model").$type<AttributionModel>(),
    termsId: ulid("terms_id"),
    /** `json`, not `jsonb`: the text stays as it was written, so that comparing needs no parsing. */
    detail: json("detail").$type<Outcome["detail"]>().notNull(),
    derivedAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.eventId] }),
    foreignKey({ columns: [t.brandId, t.eventId], foreignColumns: [events.brandId, events.id] }),
    // Serves the list of events with one outcome. Those that were attributed are the ones whose storing costs most already.
    index("outcomes_status").on(t.brandId, t.status, t.eventId).where(sql`${t.status} <> 'attributed'`),
  ],
);

/** Shares of events. Derived: rewritten whenever deriving says otherwise. */
export const attributions = pgTable(
  "attributions",
  {
    brandId: brandId(),
    id: id(),
    eventId: ulid("event_id").notNull(),
    /** Null: credited by hand, without a click. */
    clickId: ulid("click_id"),
    partnerId: ulid("partner_id").notNull(),
    programId: ulid("program_id").notNull(),
    termsId: ulid("terms_id").notNull(),
    /** Millionths of the event; the parts of one event sum to 1,000,000. */
    weight: integer("weight").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.id] }),
    foreignKey({ columns: [t.brandId, t.eventId], foreignColumns: [events.brandId, events.id] }),
    // Partner, program and terms are those that deriving read beside the click; each reference to a row that all partners' events
    // share costs more than the row itself.
    foreignKey({ columns: [t.brandId, t.clickId], foreignColumns: [clicks.brandId, clicks.id] }),
    // Serves loading an event's credits; one row a touch.
    uniqueIndex("attributions_event").on(t.brandId, t.eventId, t.clickId, t.partnerId),
    // Serves a partner's credited events and figures.
    index("attributions_partner").on(t.brandId, t.partnerId, t.eventId),
    check("attributions_weight", sql`${t.weight} between 1 and 1000000`),
  ],
);
