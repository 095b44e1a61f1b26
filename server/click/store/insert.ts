import type { Millis } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import type { TransactionSql } from "@/server/platform/sql";
import type { Verdict } from "../rules";

export type Consent = "granted" | "denied" | "unknown";

/** What the visitor's address said of where the visitor came from. */
export type Campaign = {
  utmSource: string | null;
  utmMedium: string | null;
  utmCampaign: string | null;
  utmTerm: string | null;
  utmContent: string | null;
  sub1: string | null;
  sub2: string | null;
  sub3: string | null;
  sub4: string | null;
  sub5: string | null;
};

/** A click as it is about to be stored. */
export type ClickRow = Campaign & {
  brandId: Id;
  id: Id;
  partnerId: Id;
  programId: Id;
  linkId: Id | null;
  couponId: Id | null;
  ts: Millis;
  recordedAt: Millis;
  verdict: Verdict;
  verdictReason: string | null;
  landingUrl: string | null;
  referrer: string | null;
  userAgent: string | null;
  ipHash: string | null;
  country: string | null;
  consent: Consent;
};

/** Adds clicks, of several brands when the writer is the system. Returns the ids that were not there yet. */
export async function insertClicks(sql: TransactionSql, rows: readonly ClickRow[]): Promise<Set<Id>> {
  // A row that a former version spooled may lack a column that was added since.
  const column = (name: keyof ClickRow) => rows.map((row) => row[name] ?? null);
  const added = await sql<{ id: Id }[]>`
    insert into clicks (brand_id, id, partner_id, program_id, link_id, coupon_id, ts, recorded_at,
      verdict, verdict_reason, landing_url, referrer, user_agent, ip_hash, country, consent,
      utm_source, utm_medium, utm_campaign, utm_term, utm_content, sub1, sub2, sub3, sub4, sub5)
    select * from unnest(
      ${column("brandId")}::uuid[], ${column("id")}::uuid[], ${column("partnerId")}::uuid[], ${column("programId")}::uuid[],
      ${column("linkId")}::uuid[], ${column("couponId")}::uuid[], ${column("ts")}::timestamptz[], ${column("recordedAt")}::timestamptz[],
      ${column("verdict")}::text[], ${column("verdictReason")}::text[], ${column("landingUrl")}::text[], ${column("referrer")}::text[],
      ${column("userAgent")}::text[], ${column("ipHash")}::text[], ${column("country")}::text[], ${column("consent")}::text[],
      ${column("utmSource")}::text[], ${column("utmMedium")}::text[], ${column("utmCampaign")}::text[], ${column("utmTerm")}::text[],
      ${column("utmContent")}::text[], ${column("sub1")}::text[], ${column("sub2")}::text[], ${column("sub3")}::text[],
      ${column("sub4")}::text[], ${column("sub5")}::text[])
    on conflict do nothing
    returning id`;
  return new Set(added.map((row) => row.id));
}
