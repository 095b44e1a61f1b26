import type { Search } from "@/app/_ui/table/address";
import { parseId } from "@/server/platform/ids";
import { payoutPlan, signedIn } from "../../_data/signed-in";

export const PATH = "/portal/customers";

/** One page of the customers whose purchases the partner is credited with. */
export async function loadCustomers(search: Search) {
  const [{ call, place }, { timeZone }] = await Promise.all([signedIn(), payoutPlan()]);
  const cursor = parseId(search["cursor"] ?? "");
  const page = await call.eventList.listCreditedCustomers({
    id: place.partnerId,
    ...(cursor ? { cursor } : {}),
  });
  return { rows: page.data, next: page.nextCursor, timeZone };
}

export type CustomerRow = Awaited<ReturnType<typeof loadCustomers>>["rows"][number];

/** One page of what the partner is credited with of one customer. */
export async function loadCredits(customerId: string, search: Search) {
  const [{ call, place }, { timeZone }] = await Promise.all([signedIn(), payoutPlan()]);
  const cursor = parseId(search["cursor"] ?? "");
  const page = await call.eventList.listCreditedEvents({
    id: place.partnerId,
    customerId,
    ...(cursor ? { cursor } : {}),
  });
  return { rows: page.data, next: page.nextCursor, timeZone };
}

export type CreditRow = Awaited<ReturnType<typeof loadCredits>>["rows"][number];
