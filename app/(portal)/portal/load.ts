import type { WireMoney } from "@/app/_ui/wire";
import { payoutPlan, signedIn } from "../_data/signed-in";

const EVER = "0";

/** What the partner has earned, where it stands, and what comes next. */
export async function loadEarnings() {
  const { call, place } = await signedIn();
  const one = { id: place.partnerId };
  const [ever, recent, plan, method, held, links] = await Promise.all([
    call.reports.getPartnerSummary({ ...one, from: EVER }),
    call.reports.getPartnerSummary(one),
    payoutPlan(),
    call.statements.getPayoutMethod(one),
    call.commissions.listCommissions({ status: "pending", sort: "available", order: "asc", limit: 1 }),
    call.links.listLinks({ limit: 1 }),
  ]);
  const sums = (status: "pending" | "approved" | "paid"): WireMoney[] =>
    ever.commissions.filter((sum) => sum.status === status).map(({ amount }) => amount);
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
