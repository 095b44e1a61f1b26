import type { Search } from "@/app/_ui/table/address";
import { brandSettings } from "../_data/brand";
import { withPartners } from "../_data/partner-names";
import { signedIn } from "../_data/signed-in";
import { eventQuery } from "./search";

/** One page of the brand's events, with the names of who is credited. */
export async function loadEvents(search: Search) {
  const [{ call }, { timeZone }] = await Promise.all([signedIn(), brandSettings()]);
  const page = await call.eventList.listEvents(eventQuery(search, timeZone));
  return { ...(await withPartners(page.data, search)), next: page.nextCursor, timeZone };
}

export type EventRow = Awaited<ReturnType<typeof loadEvents>>["rows"][number];
