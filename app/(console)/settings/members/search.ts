import type { Search } from "@/app/_ui/table/address";
import { parseId } from "@/server/platform/ids";

export const PATH = "/settings/members";
const ROLES = ["owner", "admin", "viewer"] as const;
const STATUSES = ["invited", "active", "revoked"] as const;

/** What the list is asked for. What an address says that means nothing is passed over. */
export function memberQuery(search: Search) {
  const role = ROLES.find((one) => one === search["role"]);
  const status = STATUSES.find((one) => one === search["status"]);
  const cursor = parseId(search["cursor"] ?? "");
  return { ...(role ? { role } : {}), ...(status ? { status } : {}), ...(cursor ? { cursor } : {}) };
}
