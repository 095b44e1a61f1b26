import type { WireMoney } from "@/app/_ui/value/wire";
import { presentMoney } from "@/server/api/rest/present";
import { balances } from "@/server/report/balances";
import { payoutPlan, signedIn } from "../_data/signed-in";

/** What the partner has earned, where it stands, and what comes next. */
export async function loadEarnings() {
  const { call, ctx, place } = await signedIn();
  const one = { id: place.partnerId };
  const [ever, recent, plan, method, held, links] = await Promise.all([
    balances(ctx, place.partnerId),
    call.reports.getPartnerSummary(one),
    payoutPlan(),
    call.payoutMethods.getPayoutMethod(one),
    call.commissions.listCommissions({ status: "pending", sort: "available", order: "asc", limit: 1 }),
    call.links.listLinks({ limit: 1 }),
  ]);
  const sums = (status: "pending" | "approved" | "paid"): WireMoney[] =>
    ever.filter((sum) => sum.status === status).map(({ amount, currency }) => presentMoney(amount, currency));
  return {
    pending: sums("pending"),
    approved: sums("approved"),
    paid: sums("paid"),
    firstRelease: held.data[0]?.availableAt ?? null,
    hasLink: links.data.length > 0,
    recent,
    plan,
    method,
  };
}

export type Earnings = Awaited<ReturnType<typeof loadEarnings>>;
