import { fraud } from "@/app/_text/console/fraud";
import type { Search } from "@/app/_ui/table/address";
import { parseId } from "@/server/platform/ids";
import { daysOf } from "../_data/days";

export const PATH = "/fraud";

export type Verdict = keyof typeof fraud.verdict;

/** What the list is asked for: what was taken for abuse, unless the address names one verdict. */
export function clickQuery(search: Search, timeZone: string) {
  const [partner, cursor] = [search["partnerId"], search["cursor"]].map((one) => parseId(one ?? ""));
  const verdict = search["verdict"];
  return {
    ...(isVerdict(verdict) ? { verdict } : { suspect: "true" as const }),
    ...(partner ? { partnerId: partner } : {}),
    ...daysOf(search, timeZone),
    ...(cursor ? { cursor } : {}),
  };
}

function isVerdict(text: string | undefined): text is Verdict {
  return text !== undefined && Object.hasOwn(fraud.verdict, text);
}
