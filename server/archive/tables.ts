/** How a column's value leaves the database. `day`: as ISO 8601 writes it. `money`: minor units of the currency in the same row. */
type Kind = "text" | "flag" | "number" | "day" | "time" | "money" | "json";

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
    ...texts("id slug name destinationUrl currency timeZone status commissionApproval couponPriority"),
    ...flags("cookies allowSelfReferral"),
    ...times("startsAt endsAt createdAt"),
  ],
  terms: [
    ...texts("id programId attributionModel"),
    ...numbers("halfLifeDays attributionWindowDays cookieWindowDays holdbackDays"),
    json("rules", "t.rules"),
    ...times("effectiveFrom createdAt"),
    ...texts("createdBy"),
  ],
  partners: [
    ...texts("id name email"),
    made(
      "active",
      "flag",
      "exists (select from partner_periods p where p.brand_id = t.brand_id and p.partner_id = t.id and p.active_to is null)",
    ),
    ...times("createdAt invitedAt"),
  ],
  enrollments: [...texts("id partnerId programId termsId"), ...times("activeFrom activeTo")],
  links: [...texts("id partnerId programId code destinationUrl status"), ...times("createdAt")],
  coupons: [...texts("id partnerId programId code status"), ...times("createdAt")],
  clicks: [
    ...texts("id partnerId programId linkId couponId"),
    ...times("ts recordedAt"),
    ...texts("verdict verdictReason landingUrl referrer userAgent country consent"),
    ...texts("utmSource utmMedium utmCampaign utmTerm utmContent sub1 sub2 sub3 sub4 sub5"),
  ],
  identities: [...texts("id clickId userId"), ...times("ts createdAt")],
  customers: [
    ...texts("id"),
    json(
      "userIds",
      "(select json_agg(u.user_id order by u.user_id) from customer_users u where u.brand_id = t.brand_id and u.customer_id = t.id)",
    ),
    ...times("createdAt"),
  ],
  events: [
    ...texts("id type userId"),
    made(
      "customerId",
      "text",
      "(select u.customer_id from customer_users u where u.brand_id = t.brand_id and u.user_id = t.user_id)",
    ),
    ...times("ts createdAt"),
    ...texts("source externalId refundOf refundOfId"),
    money("value", "t.value_minor"),
    ...texts("currency"),
    made(
      "outcome",
      "text",
      "(select o.status from outcomes o where o.brand_id = t.brand_id and o.event_id = t.id)",
    ),
    json("metadata", "t.metadata"),
  ],
  attributions: [
    ...texts("id eventId clickId partnerId programId termsId"),
    made("weightPpm", "number", "t.weight"),
  ],
  decisions: [
    ...texts("id kind clickId eventId partnerId programId ruleId currency"),
    ...days("clickDay"),
    ...texts("reason"),
    ...times("createdAt"),
    made("decidedBy", "text", "t.actor"),
  ],
  commissions: [
    ...texts("id partnerId programId eventId"),
    ...days("clickDay"),
    ...texts("ruleId termsId kind status"),
    money("amount", "t.amount_minor"),
    ...texts("currency"),
    money("net", "t.net_minor"),
    json("arithmetic", "t.arithmetic"),
    ...times("availableAt createdAt approvedAt"),
    ...texts("approvedBy"),
    ...times("reversedAt"),
    ...texts("reversedBy reason payoutId"),
    ...times("paidAt"),
  ],
  payouts: [
    ...texts("id partnerId status rail"),
    money("amount", "t.amount_minor"),
    ...texts("currency"),
    money("returned", "t.reversed_minor"),
    ...texts("destination reason"),
    made("reference", "text", "coalesce(t.reference, t.transfer_id)"),
    ...texts("fileId createdBy"),
    ...times("createdAt paidAt"),
  ],
};

function texts(names: string): ExportColumn[] {
  return columns("text", names);
}

function flags(names: string): ExportColumn[] {
  return columns("flag", names);
}

function numbers(names: string): ExportColumn[] {
  return columns("number", names);
}

function days(names: string): ExportColumn[] {
  return columns("day", names);
}

function times(names: string): ExportColumn[] {
  return columns("time", names);
}

/** Columns that leave under the names they have. */
function columns(kind: Kind, names: string): ExportColumn[] {
  return names.split(" ").map((name) => ({ name, kind, from: `t.${snakeCase(name)}` }));
}

function made(name: string, kind: Kind, from: string): ExportColumn {
  return { name, kind, from };
}

function money(name: string, from: string): ExportColumn {
  return { name, kind: "money", from };
}

/** As text, which leaves the same way whatever the database took it for. */
function json(name: string, from: string): ExportColumn {
  return { name, kind: "json", from: `(${from})::text` };
}

/** A column's name as databases write it. */
export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
