import type { Search } from "@/app/_ui/table/address";
import { payoutStatus, rail } from "@/server/api/operations/payouts/payout-schemas";
import { isCurrency } from "@/server/money/currency";
import { parseId } from "@/server/platform/ids";
import { daysOf } from "../_data/days";

export const PATH = "/payouts";

/** What the list is asked for. What an address says that means nothing is passed over. */
export function payoutQuery(search: Search, timeZone: string) {
  const status = payoutStatus.safeParse(search["status"]);
  const way = rail.safeParse(search["rail"]);
  const currency = search["currency"] ?? "";
  const [partnerId, fileId, cursor] = [search["partnerId"], search["fileId"], search["cursor"]].map((one) =>
    parseId(one ?? ""),
  );
  return {
    ...(status.success ? { status: status.data } : {}),
    ...(way.success ? { rail: way.data } : {}),
    ...(isCurrency(currency) ? { currency } : {}),
    ...(partnerId ? { partnerId } : {}),
    ...(fileId ? { fileId } : {}),
    ...daysOf(search, timeZone),
    ...(cursor ? { cursor } : {}),
  };
}
