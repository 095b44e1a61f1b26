import type { Search } from "@/app/_ui/table/address";
import { brandSettings } from "../../_data/brand";
import { signedIn } from "../../_data/signed-in";
import { changeQuery } from "./search";

/** One page of what people did. */
export async function loadChanges(search: Search) {
  const [{ call }, { timeZone }] = await Promise.all([signedIn(), brandSettings()]);
  const page = await call.changes.listChanges(changeQuery(search, timeZone));
  return { rows: page.data, next: page.nextCursor, timeZone };
}

export type ChangeRow = Awaited<ReturnType<typeof loadChanges>>["rows"][number];
