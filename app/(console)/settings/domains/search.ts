import type { Search } from "@/app/_ui/table/address";

export const PATH = "/settings/domains";
const STATUSES = ["waiting", "verified"] as const;

/** What the list is asked for. What an address says that means nothing is passed over. */
export function domainQuery(search: Search) {
  const status = STATUSES.find((one) => one === search["status"]);
  return status ? { status } : {};
}
