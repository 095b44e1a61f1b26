/** How a column's value leaves the database. `money`: minor units of the currency in the same row. */
type Kind = "plain" | "time" | "money" | "json";

/** A column of an export: its name there, and the SQL that it comes from, about a row called `t`. */
export type ExportColumn = { readonly name: string; readonly kind: Kind; readonly from: string };

export const EXPORT_TABLES = [
  "programs",
  "terms",
  "partners",
  "enrollments",
  "links",
  "coupons",
  "clicks",
  "identities",
  "customers",
  "events",
  "attributions",
  "decisions",
  "commissions",
  "payouts",
] as const;

export type ExportTable = (typeof EXPORT_TABLES)[number];

/**
 * What leaves with each table, in this order. A column that is not named here stays: secrets, hashes of addresses, and what only
 * our own workers need.
 */
export const EXPORT_COLUMNS: Readonly<Record<ExportTable, readonly ExportColumn[]>> = {
  programs: [
    ...plain("id slug name destinationUrl currency timeZone status commissionApproval couponPriority"),
    ...plain("cookies allowSelfReferral"),
    ...times("startsAt endsAt createdAt"),
  ],
  terms: [
    ...plain(
      "id programId attributionModel halfLifeDays attributionWindowDays cookieWindowDays holdbackDays",
    ),
    json("rules", "t.rules"),
    ...times("effectiveFrom createdAt"),
    ...plain("createdBy"),
  ],
  partners: [
    ...plain("id name email"),
    made(
      "active",
      "exists (select from partner_periods p where p.brand_id = t.brand_id and p.partner_id = t.id and p.active_to is null)",
    ),
    ...times("createdAt invitedAt"),
  ],
  enrollments: [...plain("id partnerId programId termsId"), ...times("activeFrom activeTo")],
  links: [...plain("id partnerId programId code destinationUrl status"), ...times("createdAt")],
  coupons: [...plain("id partnerId programId code status"), ...times("createdAt")],
  clicks: [
    ...plain("id partnerId programId linkId couponId"),
    ...times("ts recordedAt"),
    ...plain("verdict verdictReason landingUrl referrer userAgent country consent"),
    ...plain("utmSource utmMedium utmCampaign utmTerm utmContent sub1 sub2 sub3 sub4 sub5"),
  ],
  identities: [...plain("id clickId userId"), ...times("ts createdAt")],
  customers: [
    ...plain("id"),
    json(
      "userIds",
      "(select json_agg(u.user_id order by u.user_id) from customer_users u where u.brand_id = t.brand_id and u.customer_id = t.id)",
    ),
    ...times("createdAt"),
  ],
  events: [
    ...plain("id type userId"),
    made(
      "customerId",
      "(select u.customer_id from customer_users u where u.brand_id = t.brand_id and u.user_id = t.user_id)",
    ),
    ...times("ts createdAt"),
    ...plain("source externalId refundOf refundOfId"),
    money("value", "t.value_minor"),
    ...plain("currency"),
    made("outcome", "(select o.status from outcomes o where o.brand_id = t.brand_id and o.event_id = t.id)"),
    json("metadata", "t.metadata"),
  ],
  attributions: [...plain("id eventId clickId partnerId programId termsId"), made("weightPpm", "t.weight")],
  decisions: [
    ...plain("id kind clickId eventId partnerId programId ruleId currency clickDay reason"),
    ...times("createdAt"),
    made("decidedBy", "t.actor"),
  ],
  commissions: [
    ...plain("id partnerId programId eventId clickDay ruleId termsId kind status"),
    money("amount", "t.amount_minor"),
    ...plain("currency"),
    money("net", "t.net_minor"),
    json("arithmetic", "t.arithmetic"),
    ...times("availableAt createdAt approvedAt"),
    ...plain("approvedBy"),
    ...times("reversedAt"),
    ...plain("reversedBy reason payoutId"),
    ...times("paidAt"),
  ],
  payouts: [
    ...plain("id partnerId status rail"),
    money("amount", "t.amount_minor"),
    ...plain("currency"),
    money("returned", "t.reversed_minor"),
    ...plain("destination reason"),
    made("reference", "coalesce(t.reference, t.transfer_id)"),
    ...plain("fileId createdBy"),
    ...times("createdAt paidAt"),
  ],
};

function plain(names: string): ExportColumn[] {
  return names.split(" ").map((name) => ({ name, kind: "plain", from: columnOf(name) }));
}

function times(names: string): ExportColumn[] {
  return names.split(" ").map((name) => ({ name, kind: "time", from: columnOf(name) }));
}

function made(name: string, from: string): ExportColumn {
  return { name, kind: "plain", from };
}

function money(name: string, from: string): ExportColumn {
  return { name, kind: "money", from };
}

/** As text, which leaves the same way whatever the database took it for. */
function json(name: string, from: string): ExportColumn {
  return { name, kind: "json", from: `(${from})::text` };
}

function columnOf(name: string): string {
  return `t.${name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`;
}
