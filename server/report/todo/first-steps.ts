import { type Context, permit, transact } from "@/server/auth/context";
import type { Id } from "@/server/platform/ids";
import { spanOf } from "../figures/span";

/** How far a new partner has come. */
export type FirstSteps = { link: boolean; click: boolean; credit: boolean };

/** Whether a partner has a link, somebody has followed one, and anything was credited for it. Each is looked up, none counted. */
export function firstSteps(ctx: Context, partnerId: Id): Promise<FirstSteps> {
  permit(ctx.actor, "partners:read");
  return transact(ctx, async (tx) => {
    await spanOf(ctx, tx, { partnerId });
    const { sql, brandId } = tx;
    const [row] = await sql<FirstSteps[]>`
      select
        exists (select from links where brand_id = ${brandId} and partner_id = ${partnerId}) as link,
        exists (select from clicks where brand_id = ${brandId} and partner_id = ${partnerId}) as click,
        exists (select from commissions where brand_id = ${brandId} and partner_id = ${partnerId}) as credit`;
    return row ?? { link: false, click: false, credit: false };
  });
}
