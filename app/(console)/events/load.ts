import type { Search } from "@/app/_ui/table/address";
import { brandSettings } from "../_data/brand";
import { namesOf } from "../_data/partner-names";
import { signedIn } from "../_data/signed-in";
import { eventQuery } from "./search";

/** One page of the brand's events, with the names of who is credited. */
export async function loadEvents(search: Search) {
  const [{ call }, { timeZone }] = await Promise.all([signedIn(), brandSettings()]);
  const page = await call.eventList.listEvents(eventQuery(search, timeZone));
  const { partnerId } = search;
  const names = await namesOf([
    ...page.data.flatMap((row) => row.partnerIds),
    ...(partnerId ? [partnerId] : []),
  ]);
  const rows = page.data.map((row) => ({
    ...row,
    partners: row.partnerIds.map((id) => ({ id, name: names.get(id) ?? "" })),
  }));
  const partnerName = partnerId ? (names.get(partnerId) ?? partnerId) : "";
  return { rows, next: page.nextCursor, timeZone, partnerName };
}

export type EventRow = Awaited<ReturnType<typeof loadEvents>>["rows"][number];
