import { now } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";

/** A link with what decides where it leads and what a click through it is worth. */
export type LinkTarget = {
  linkId: Id;
  partnerId: Id;
  programId: Id;
  /** Paused: the link itself, its whole program, or all links of the brand. */
  paused: boolean;
  /** Whether the partner is active, in general and in this program. */
  partnerActive: boolean;
  destinationUrl: string;
  programUrl: string;
  allowedDomains: string[];
  cookies: boolean;
  cookieWindowDays: number;
};

export async function loadTarget(tx: Tx, code: string): Promise<LinkTarget | null> {
  return (await loadTargets(tx, [code])).get(code) ?? null;
}

/** The links of some codes. Terms are those in force now: the version that the enrollment pins, else the program's latest. */
export async function loadTargets(tx: Tx, codes: readonly string[]): Promise<Map<string, LinkTarget>> {
  const time = now();
  const rows = await tx.sql<(LinkTarget & { code: string })[]>`
    select l.code, l.id as "linkId", l.partner_id as "partnerId", l.program_id as "programId",
      (l.status = 'paused' or p.status = 'paused'
        or exists (select 1 from link_pauses s where s.brand_id = l.brand_id and s.resumed_at is null)) as paused,
      (e.id is not null and exists (
        select 1 from partner_periods a
        where a.brand_id = l.brand_id and a.partner_id = l.partner_id and (a.active_to is null or a.active_to > ${time})
      )) as "partnerActive",
      coalesce(l.destination_url, p.destination_url) as "destinationUrl", p.destination_url as "programUrl",
      p.allowed_domains as "allowedDomains", p.cookies, t.cookie_window_days as "cookieWindowDays"
    from links l
    join programs p on p.brand_id = l.brand_id and p.id = l.program_id
    left join lateral (
      select id, terms_id from enrollments e
      where e.brand_id = l.brand_id and e.partner_id = l.partner_id and e.program_id = l.program_id
        and (e.active_to is null or e.active_to > ${time})
      order by e.active_from limit 1
    ) e on true
    join lateral (
      select cookie_window_days from terms t
      where t.brand_id = l.brand_id and t.program_id = l.program_id and (e.terms_id is null or t.id = e.terms_id)
      -- Versions to come last, the soonest of them first: the earliest version also covers the time before it.
      order by t.effective_from > ${time}, abs(extract(epoch from t.effective_from - ${time}::timestamptz)), t.id desc limit 1
    ) t on true
    where l.brand_id = ${tx.brandId} and l.code = any(${codes}::text[])`;
  return new Map(rows.map(({ code, ...target }) => [code, target]));
}
