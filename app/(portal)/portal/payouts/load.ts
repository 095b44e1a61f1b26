import type { Search } from "@/app/_ui/table/address";
import { payoutStatus } from "@/server/api/operations/payouts/payout-schemas";
import { parseId } from "@/server/platform/ids";
import { payoutPlan, signedIn } from "../../_data/signed-in";

export const PATH = "/portal/payouts";
const MOST_MONTHS = 24;

/** One page of what was sent to the partner, the months' balances, and how they are paid. */
export async function loadPayouts(search: Search) {
  const { call, place } = await signedIn();
  const one = { id: place.partnerId };
  const cursor = parseId(search["cursor"] ?? "");
  const status = payoutStatus.safeParse(search["status"]);
  const [payouts, months, method, connect, { timeZone, day }] = await Promise.all([
    call.payouts.listPayouts({
      ...(status.success ? { status: status.data } : {}),
      ...(cursor ? { cursor } : {}),
    }),
    call.statements.listStatements(one),
    call.payoutMethods.getPayoutMethod(one),
    call.partnerConnect.getPartnerConnect(one),
    payoutPlan(),
  ]);
  return {
    rows: payouts.data,
    next: payouts.nextCursor,
    months: months.data.slice(0, MOST_MONTHS),
    method,
    connect,
    timeZone,
    day,
  };
}

export type Payouts = Awaited<ReturnType<typeof loadPayouts>>;
