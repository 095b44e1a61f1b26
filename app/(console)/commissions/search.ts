import type { Search } from "@/app/_ui/table/address";
import { commissionStatus } from "@/server/api/operations/commissions/commission-schemas";
import { parseId } from "@/server/platform/ids";
import { daysOf } from "../_data/days";

export const PATH = "/commissions";
/** Entries whose holdback is over and that nobody decided about. */
export const REVIEW = "review";
const SORTS = ["made", "available", "amount"] as const;

/** What the ledger is asked for. What an address says that means nothing is passed over; days are of the brand's time zone. */
export function commissionQuery(search: Search, timeZone: string, now: number) {
  const status = commissionStatus.safeParse(search["status"]);
  const [program, partner, cursor] = [search["programId"], search["partnerId"], search["cursor"]].map((one) =>
    parseId(one ?? ""),
  );
  const sort = SORTS.find((one) => one === search["sort"]);
  return {
    ...(search["status"] === REVIEW ? { status: "pending" as const, availableBy: String(now) } : {}),
    ...(status.success ? { status: status.data } : {}),
    ...(program ? { programId: program } : {}),
    ...(partner ? { partnerId: partner } : {}),
    ...daysOf(search, timeZone),
    ...(cursor ? { cursor } : {}),
    ...(sort ? { sort } : {}),
    ...(search["order"] === "asc" ? { order: "asc" as const } : {}),
  };
}
