import type { Search } from "@/app/_ui/table/address";
import { CHANGE_AREAS } from "@/server/report/history/changes";
import { daysOf } from "../../_data/days";

export const PATH = "/data/changes";

const CURSOR = /^\d+\.[0-9A-HJKMNP-TV-Z]{26}$/;

/** What the list is asked for. What an address says that means nothing is passed over. */
export function changeQuery(search: Search, timeZone: string) {
  const area = CHANGE_AREAS.find((one) => one === search["area"]);
  const { by, cursor = "" } = search;
  return {
    ...(area ? { area } : {}),
    ...(by ? { by } : {}),
    ...daysOf(search, timeZone),
    ...(CURSOR.test(cursor) ? { cursor } : {}),
  };
}
