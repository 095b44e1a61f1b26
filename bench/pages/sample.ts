import { caller } from "@/server/api/trpc/router";
import type { Context } from "@/server/auth/context";
import type { Id } from "@/server/platform/ids";
import type { Shop } from "../ours/shop";
import type { Sample } from "./visits";

/** Some rows of the partner who brings most. */
export async function sampleOf(ctx: Context, shop: Shop): Promise<Sample> {
  const call = caller(ctx);
  const partnerId = shop.partnerIds[0] ?? "";
  const one = { partnerId, limit: 1 };
  const [customers, events, commissions, clicks, payouts] = await Promise.all([
    call.customers.listCustomers(one),
    call.eventList.listEvents({ ...one, type: "invoice_paid" }),
    call.commissions.listCommissions(one),
    call.clicks.listClicks({ ...one, suspect: "true" }),
    call.payouts.listPayouts(one),
  ]);
  const first = (name: string, { data: [row] }: { data: readonly { id: string }[] }): Id => {
    if (!row) throw new Error(`The partner with most clicks has no ${name}`);
    return row.id;
  };
  return {
    partnerId,
    programId: shop.programId,
    customerId: first("customer", customers),
    eventId: first("event", events),
    commissionId: first("commission", commissions),
    clickId: first("suspect click", clicks),
    payoutId: first("payout", payouts),
  };
}
