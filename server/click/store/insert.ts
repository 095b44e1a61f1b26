import { ids, instants, texts } from "@/server/platform/arrays";
import type { Millis } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import type { Statements } from "@/server/platform/sql";
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

type IdColumn = "brandId" | "id" | "partnerId" | "programId" | "linkId" | "couponId";
type TextColumn = Exclude<keyof ClickRow, IdColumn | "ts" | "recordedAt">;

/** Adds clicks, of several brands when the writer is the system. Returns how many were not there yet. */
export async function insertClicks(sql: Statements, rows: readonly ClickRow[]): Promise<number> {
  const idsOf = (name: IdColumn) => {
    const column = rows.map((row) => row[name]);
    return column.every((id) => id === null) ? null : ids(column);
  };
  const instantsOf = (name: "ts" | "recordedAt") => instants(rows.map((row) => row[name]));
  const textsOf = (name: TextColumn) => {
    const column = rows.map((row) => row[name]);
    // Of most columns nothing is known of anybody: then `unnest` fills them, which is half the work of an insert.
    return column.every((text) => text === null) ? null : texts(column);
  };
  const { count } = await sql`
    insert into clicks (brand_id, id, partner_id, program_id, link_id, coupon_id, ts, recorded_at,
      verdict, verdict_reason, landing_url, referrer, user_agent, ip_hash, country, consent,
      utm_source, utm_medium, utm_campaign, utm_term, utm_content, sub1, sub2, sub3, sub4, sub5)
    select * from unnest(
      ${idsOf("brandId")}::uuid[], ${idsOf("id")}::uuid[], ${idsOf("partnerId")}::uuid[], ${idsOf("programId")}::uuid[],
      ${idsOf("linkId")}::uuid[], ${idsOf("couponId")}::uuid[], ${instantsOf("ts")}::timestamptz[], ${instantsOf("recordedAt")}::timestamptz[],
      ${textsOf("verdict")}::text[], ${textsOf("verdictReason")}::text[], ${textsOf("landingUrl")}::text[], ${textsOf("referrer")}::text[],
      ${textsOf("userAgent")}::text[], ${textsOf("ipHash")}::text[], ${textsOf("country")}::text[], ${textsOf("consent")}::text[],
      ${textsOf("utmSource")}::text[], ${textsOf("utmMedium")}::text[], ${textsOf("utmCampaign")}::text[], ${textsOf("utmTerm")}::text[],
      ${textsOf("utmContent")}::text[], ${textsOf("sub1")}::text[], ${textsOf("sub2")}::text[], ${textsOf("sub3")}::text[],
      ${textsOf("sub4")}::text[], ${textsOf("sub5")}::text[])
    on conflict do nothing`;
  return count;
}
