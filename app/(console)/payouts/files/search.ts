import type { Search } from "@/app/_ui/table/address";
import { parseId } from "@/server/platform/ids";

export const PATH = "/payouts/files";
export const FILE_RAILS = ["paypal_file", "wise_file"] as const;
const STATUSES = ["open", "done"] as const;

/** What the list is asked for. What an address says that means nothing is passed over. */
export function fileQuery(search: Search) {
  const rail = FILE_RAILS.find((one) => one === search["rail"]);
  const status = STATUSES.find((one) => one === search["status"]);
  const cursor = parseId(search["cursor"] ?? "");
  return { ...(rail ? { rail } : {}), ...(status ? { status } : {}), ...(cursor ? { cursor } : {}) };
}
