import type { Id } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";
import type { MacroValues } from "../macros";
import { filled } from "./told";

type Row = {
  id: Id;
  country: string | null;
  sub1: string | null;
  sub2: string | null;
  sub3: string | null;
  sub4: string | null;
  sub5: string | null;
  link: string | null;
  coupon: string | null;
};

/** What templates can hold of these clicks. */
export async function clickMacros(tx: Tx, clickIds: Iterable<Id>): Promise<Map<Id, MacroValues>> {
  const rows = await tx.sql<Row[]>`
    select k.id, k.country, k.sub1, k.sub2, k.sub3, k.sub4, k.sub5, l.code as link, c.code as coupon
    from clicks k
    left join links l on l.brand_id = k.brand_id and l.id = k.link_id
    left join coupons c on c.brand_id = k.brand_id and c.id = k.coupon_id
    where k.brand_id = ${tx.brandId} and k.id = any(${[...new Set(clickIds)]}::uuid[])`;
  return new Map(rows.map(({ id, ...row }) => [id, filled({ click_id: id, ...row })]));
}
