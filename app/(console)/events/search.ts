import type { Search } from "@/app/_ui/table/address";
import { outcomeStatus } from "@/server/api/operations/reports/outcome";
import { parseId } from "@/server/platform/ids";
import { daysOf } from "../_data/days";

export const PATH = "/events";

/** What the list is asked for. What an address says that means nothing is passed over. */
export function eventQuery(search: Search, timeZone: string) {
  const outcome = outcomeStatus.safeParse(search["outcome"]);
  const [partner, cursor] = [search["partnerId"], search["cursor"]].map((one) => parseId(one ?? ""));
  const { type, userId } = search;
  return {
    ...(type ? { type } : {}),
    ...(userId ? { userId } : {}),
    ...(outcome.success ? { outcome: outcome.data } : {}),
    ...(partner ? { partnerId: partner } : {}),
    ...daysOf(search, timeZone),
    ...(cursor ? { cursor } : {}),
    ...(search["order"] === "asc" ? { order: "asc" as const } : {}),
  };
}
