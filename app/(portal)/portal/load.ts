import type { WireMoney } from "@/app/_ui/value/wire";
import { presentMoney } from "@/server/api/rest/present";
import { balances } from "@/server/report/figures/balances";
import { type Release, releases } from "@/server/report/figures/releases";
import { firstSteps } from "@/server/report/todo/first-steps";
import { payoutPlan, programs, signedIn } from "../_data/signed-in";

/** What the partner has earned, where it stands, what comes next, and what is left to do first. */
export async function loadEarnings() {
  const { call, ctx, place } = await signedIn();
  const one = { id: place.partnerId };
  const [ever, held, steps, recent, plan, method, all] = await Promise.all([
    balances(ctx, place.partnerId),
    releases(ctx, place.partnerId),
    firstSteps(ctx, place.partnerId),
    call.reports.getPartnerSummary(one),
    payoutPlan(),
    call.payoutMethods.getPayoutMethod(one),
    programs(),
  ]);
  const sums = (status: "pending" | "approved" | "paid"): WireMoney[] =>
    ever.filter((sum) => sum.status === status).map(wire);
  return {
    pending: sums("pending"),
    approved: sums("approved"),
    paid: sums("paid"),
    releases: byDay(held),
    // Whoever was paid before has told the brand in some other way where money goes.
    steps: { ...steps, pay: canBePaid(method) || sums("paid").length > 0 },
    recent,
    plan,
    method,
    programs: all,
  };
}

export type Earnings = Awaited<ReturnType<typeof loadEarnings>>;

function wire({ amount, currency }: Pick<Release, "amount" | "currency">): WireMoney {
  return presentMoney(amount, currency);
}

/** The sums of each day, in the order in which they come. */
function byDay(held: readonly Release[]): { day: string | null; sums: WireMoney[] }[] {
  const days = new Map<string | null, WireMoney[]>();
  for (const release of held) days.set(release.day, [...(days.get(release.day) ?? []), wire(release)]);
  return [...days].map(([day, sums]) => ({ day, sums }));
}

type Method = Awaited<
  ReturnType<Awaited<ReturnType<typeof signedIn>>["call"]["payoutMethods"]["getPayoutMethod"]>
>;

/** Whether whoever pays knows where the money goes. PayPal and Wise find a partner by the address there is in any case. */
function canBePaid({ rail, blocked, instructions }: Method): boolean {
  switch (rail) {
    case "stripe_connect":
      return blocked === null;
    case "auto":
      return blocked === null || instructions !== null;
    case "manual":
      return instructions !== null;
    case "paypal_file":
    case "wise_file":
      return true;
  }
}
