import type { Search } from "@/app/_ui/table/address";
import { brandSettings } from "../_data/brand";
import { namesIn, namesOf } from "../_data/partner-names";
import { signedIn } from "../_data/signed-in";
import { clickQuery } from "./search";

/** One page of clicks, with the names of their partners. */
export async function loadClicks(search: Search) {
  const [{ call }, { timeZone }] = await Promise.all([signedIn(), brandSettings()]);
  const page = await call.clicks.listClicks(clickQuery(search, timeZone));
  const { names, partnerName } = await namesIn(
    page.data.map((row) => row.partnerId),
    search,
  );
  const rows = page.data.map((row) => ({ ...row, partnerName: names.get(row.partnerId) ?? "" }));
  return { rows, next: page.nextCursor, timeZone, partnerName };
}

export type ClickRow = Awaited<ReturnType<typeof loadClicks>>["rows"][number];

/** What stands around a click, and what the decision that is open about it would change. */
export async function loadEvidence({ id, effectiveVerdict }: ClickRow) {
  const { call } = await signedIn();
  const kind = effectiveVerdict === "valid" ? ("flag" as const) : ("unflag" as const);
  const [evidence, effect] = await Promise.all([
    call.clickPreviews.getClickEvidence({ id }),
    call.clickPreviews.previewClickFlag({ id, kind }),
  ]);
  const names = await namesOf(effect.byPartner.map((one) => one.partnerId));
  return { kind, evidence, effect, names };
}
