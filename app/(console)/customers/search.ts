import type { Search } from "@/app/_ui/table/address";
import { parseId } from "@/server/platform/ids";

export const PATH = "/customers";

/** What the list is asked for. What an address says that means nothing is passed over. */
export function customerQuery(search: Search) {
  const [partner, cursor] = [search["partnerId"], search["cursor"]].map((one) => parseId(one ?? ""));
  const { q } = search;
  return {
    ...(q ? { q } : {}),
    ...(partner ? { partnerId: partner } : {}),
    ...(cursor ? { cursor } : {}),
    ...(search["order"] === "asc" ? { order: "asc" as const } : {}),
  };
}
