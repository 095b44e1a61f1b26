import type { Millis } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";
import { tuples } from "@/server/platform/postgres/sql";
import type { ClickFact, Verdict } from "./rules";

/** A click with a person's last decision about it. */
export type DecidedClick = ClickFact & { decision: "flag" | "unflag" | null };

/** A program's clicks of a half-open span of time. */
export async function clicksOfSpan(tx: Tx, programId: Id, from: Millis, to: Millis): Promise<DecidedClick[]> {
  const rows = await tuples<[Id, Id, Millis, Verdict, boolean, DecidedClick["decision"]]>(tx.sql`
    select k.id, k.partner_id, k.ts, k.verdict, k.coupon_id is not null,
      (select d.kind from decisions d where d.brand_id = k.brand_id and d.click_id = k.id order by d.id desc limit 1)
    from clicks k
    where k.brand_id = ${tx.brandId} and k.program_id = ${programId} and k.ts >= ${from} and k.ts < ${to}`);
  return rows.map(([id, partnerId, ts, verdict, coupon, decision]) => ({
    id,
    partnerId,
    programId,
    ts,
    verdict,
    coupon,
    decision,
  }));
}
