import type { Search } from "@/app/_ui/table/address";
import { KEY_STATUSES } from "@/server/auth/key-status";
import { parseId } from "@/server/platform/ids";

export const PATH = "/developers/keys";
const KINDS = ["secret", "publishable", "partner"] as const;

/** What the list is asked for. What an address says that means nothing is passed over. */
export function keyQuery(search: Search) {
  const kind = KINDS.find((one) => one === search["kind"]);
  const status = KEY_STATUSES.find((one) => one === search["status"]);
  const [partner, cursor] = [search["partnerId"], search["cursor"]].map((one) => parseId(one ?? ""));
  return {
    ...(kind ? { kind } : {}),
    ...(status ? { status } : {}),
    ...(partner ? { partnerId: partner } : {}),
    ...(cursor ? { cursor } : {}),
  };
}
