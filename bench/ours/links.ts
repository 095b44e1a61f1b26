import postgres from "postgres";
import { DAY_MS, type Millis } from "@/server/platform/clock";
import { uuidFromId } from "@/server/platform/ids";
import type { Shop } from "./shop";

/** How many links there are, and how often they were followed before the measurement begins. */
export type Traffic = { links: number; clicks: number };

/** The host that visitors call; it belongs to the brand, so that the redirect also sets its cookie. */
export const HOST = "go.brand.example";
export const DESTINATION = "https://brand.example/start";

/** Adds links of the shop's partners in turn, and clicks through them, spread over the days since `since`. */
export async function writeLinks(url: string, shop: Shop, traffic: Traffic, since: Millis): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  const [brand, program] = [uuidFromId(shop.brandId), uuidFromId(shop.programId)];
  const partners = shop.partnerIds.map(uuidFromId);
  await sql`
    insert into links (brand_id, id, partner_id, program_id, code, created_at)
    select ${brand}, gen_random_uuid(), (${partners}::uuid[])[1 + n % ${partners.length}], ${program}, 'link' || n,
      ${new Date(since)}
    from generate_series(1, ${traffic.links}) n`;
  const apartMs = Math.floor((30 * DAY_MS) / traffic.clicks);
  await sql`
    insert into clicks (brand_id, id, partner_id, program_id, link_id, ts, recorded_at, verdict, landing_url, ip_hash, user_agent)
    select brand_id, (lpad(to_hex((extract(epoch from ts) * 1000)::bigint), 12, '0') || '0002' || lpad(to_hex(n), 16, '0'))::uuid,
      partner_id, program_id, id, ts, ts, 'valid', ${DESTINATION}, md5(n::text) || md5(n::text),
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36'
    from generate_series(1, ${traffic.clicks}) n
      join (select *, row_number() over () as place from links where code like 'link%') l on l.place = 1 + n % ${traffic.links},
      lateral (select ${new Date(since)}::timestamptz + n * (${apartMs} * interval '1 ms') as ts) as t
    order by n`;
  await sql`vacuum (analyze)`;
  await sql`checkpoint`;
  await sql.end();
}
