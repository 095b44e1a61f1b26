import { and, desc, eq, getTableColumns, lt, sql } from "drizzle-orm";
import { coupons } from "@/db/schema/roster/partner";
import type { Id } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";

export type Coupon = Omit<typeof coupons.$inferSelect, "brandId">;
export type CouponPage = {
  partnerId?: Id | undefined;
  programId?: Id | undefined;
  status?: Coupon["status"] | undefined;
  limit: number;
  cursor?: Id | undefined;
};

const { brandId: _brandId, ...shown } = getTableColumns(coupons);

/** False when the code is taken, in whatever case. */
export async function insertCoupon(tx: Tx, coupon: Coupon): Promise<boolean> {
  const added = await tx.orm
    .insert(coupons)
    .values({ ...coupon, brandId: tx.brandId })
    .onConflictDoNothing()
    .returning({ id: coupons.id });
  return added.length > 0;
}

export async function lockCoupon(tx: Tx, id: Id): Promise<Coupon | null> {
  const [row] = await tx.orm.select(shown).from(coupons).where(oneCoupon(tx, id)).for("no key update");
  return row ?? null;
}

export async function loadCouponByCode(tx: Tx, code: string): Promise<Coupon | null> {
  const [row] = await tx.orm
    .select(shown)
    .from(coupons)
    .where(and(eq(coupons.brandId, tx.brandId), sql`upper(${coupons.code}) = upper(${code})`));
  return row ?? null;
}

export async function saveCouponStatus(tx: Tx, id: Id, status: Coupon["status"]): Promise<void> {
  await tx.orm.update(coupons).set({ status }).where(oneCoupon(tx, id));
}

/** One row more than the page holds, newest first. */
export function pageOfCoupons(tx: Tx, page: CouponPage): Promise<Coupon[]> {
  return tx.orm
    .select(shown)
    .from(coupons)
    .where(
      and(
        eq(coupons.brandId, tx.brandId),
        page.partnerId ? eq(coupons.partnerId, page.partnerId) : undefined,
        page.programId ? eq(coupons.programId, page.programId) : undefined,
        page.status ? eq(coupons.status, page.status) : undefined,
        page.cursor ? lt(coupons.id, page.cursor) : undefined,
      ),
    )
    .orderBy(desc(coupons.id))
    .limit(page.limit + 1);
}

function oneCoupon(tx: Tx, id: Id) {
  return and(eq(coupons.brandId, tx.brandId), eq(coupons.id, id));
}

/** The code of the coupon that has this promotion code at Stripe. */
export async function codeOfPromotion(tx: Tx, promotionCode: string): Promise<string | null> {
  const [row] = await tx.sql<{ code: string }[]>`
    select c.code from coupon_promotions p join coupons c on c.brand_id = p.brand_id and c.id = p.coupon_id
    where p.brand_id = ${tx.brandId} and p.promotion_code = ${promotionCode}`;
  return row?.code ?? null;
}
