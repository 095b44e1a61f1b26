import type { Search } from "@/app/_ui/table/address";
import { now } from "@/server/platform/clock";
import { brandSettings, programs } from "../_data/brand";
import { namesIn } from "../_data/partner-names";
import { signedIn } from "../_data/signed-in";
import { commissionQuery } from "./search";

/** One page of the ledger, with the names beside it. */
export async function loadCommissions(search: Search) {
  const [{ call }, { timeZone }, all] = await Promise.all([signedIn(), brandSettings(), programs()]);
  const at = now();
  const page = await call.commissions.listCommissions(commissionQuery(search, timeZone, at));
  const { names, partnerName } = await namesIn(
    page.data.map((row) => row.partnerId),
    search,
  );
  const rows = page.data.map((row) => ({
    ...row,
    partnerName: names.get(row.partnerId) ?? "",
    programName: all.find((program) => program.id === row.programId)?.name ?? "",
  }));
  return { rows, next: page.nextCursor, timeZone, programs: all, partnerName, now: at };
}

export type CommissionRow = Awaited<ReturnType<typeof loadCommissions>>["rows"][number];

/** What may be done with one entry now, with the effect of each act. */
export async function loadChoices(id: string) {
  const { call } = await signedIn();
  const preview = (action: "approve" | "reverse") =>
    call.decisionPreviews.previewDecisions({ action, ids: [id] });
  const [approve, reverse] = await Promise.all([preview("approve"), preview("reverse")]);
  return { approve, reverse };
}
