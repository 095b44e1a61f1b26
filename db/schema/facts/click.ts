import { sql } from "drizzle-orm";
import { check, foreignKey, index, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import type { Verdict } from "@/server/click/rules";
import { brandId, id, instant, ulid } from "../columns";
import { coupons, links } from "../roster/partner";

/** One arrival each. Only ever inserted, by the click writer; the largest table, growing with traffic. */
export const clicks = pgTable(
  "clicks",
  {
    brandId: brandId(),
    id: id(),
    partnerId: ulid("partner_id").notNull(),
    programId: ulid("program_id").notNull(),
    linkId: ulid("link_id"),
    couponId: ulid("coupon_id"),
    ts: instant("ts").notNull(),
    recordedAt: instant("recorded_at").notNull(),
    verdict: text("verdict").$type<Verdict>().notNull(),
    verdictReason: text("verdict_reason"),
    landingUrl: text("landing_url"),
    referrer: text("referrer"),
    userAgent: text("user_agent"),
    ipHash: text("ip_hash"),
    country: text("country"),
    consent: text("consent").$type<"granted" | "denied" | "unknown">().notNull().default("unknown"),
    utmSource: text("utm_source"),
    utmMedium: text("utm_medium"),
    utmCampaign: text("utm_campaign"),
    utmTerm: text("utm_term"),
    utmContent: text("utm_content"),
    sub1: text("sub1"),
    sub2: text("sub2"),
    sub3: text("sub3"),
    sub4: text("sub4"),
    sub5: text("sub5"),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.id] }),
    // Partner and program are those of the link or the coupon: one reference to look up for each click, which is half of an insert.
    foreignKey({
      columns: [t.brandId, t.linkId, t.partnerId, t.programId],
      foreignColumns: [links.brandId, links.id, links.partnerId, links.programId],
    }),
    foreignKey({
      columns: [t.brandId, t.couponId, t.partnerId, t.programId],
      foreignColumns: [coupons.brandId, coupons.id, coupons.partnerId, coupons.programId],
    }),
    check("clicks_through", sql`${t.linkId} is not null or ${t.couponId} is not null`),
    // Serves a brand's clicks by day. In the database it also carries id and verdict, which Drizzle cannot say.
    index("clicks_time").on(t.brandId, t.ts),
    // Serves the clicks that a person is to look at.
    index("clicks_suspect").on(t.brandId, t.id).where(sql`${t.verdict} in ('velocity', 'manual')`),
    // Serves a partner's clicks, figures by day and pay per click.
    index("clicks_partner").on(t.brandId, t.partnerId, t.ts),
    check(
      "clicks_verdict",
      sql`${t.verdict} in ('valid', 'bot', 'prefetch', 'velocity', 'revoked', 'manual')`,
    ),
    check("clicks_consent", sql`${t.consent} in ('granted', 'denied', 'unknown')`),
  ],
);
