import type { Search } from "@/app/_ui/table/address";
import { parseId } from "@/server/platform/ids";

export const PATH = "/partners";

const STATUSES = ["active", "revoked"] as const;
const SORTS = ["made", "clicks", "earned"] as const;

/** What the list is asked for. What an address says that means nothing is passed over. */
export function partnerQuery(search: Search) {
  const [program, cursor] = [search["programId"], search["cursor"]].map((one) => parseId(one ?? ""));
  const { q } = search;
  const status = STATUSES.find((one) => one === search["status"]);
  const sort = SORTS.find((one) => one === search["sort"]);
  return {
    ...(q ? { q } : {}),
    ...(status ? { status } : {}),
    ...(program ? { programId: program } : {}),
    ...(cursor ? { cursor } : {}),
    ...(sort ? { sort } : {}),
    ...(search["order"] === "asc" ? { order: "asc" as const } : {}),
  };
}
