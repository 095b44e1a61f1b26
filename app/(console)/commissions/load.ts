import type { Search } from "@/app/_ui/table/address";
import { commissionStatus } from "@/server/api/operations/commissions/commission-schemas";
import { now } from "@/server/platform/clock";
import { brandSettings, programs } from "../_data/brand";
import { namesOf } from "../_data/partner-names";
import { signedIn } from "../_data/signed-in";

/** One page of the ledger, with the names beside it. Filters that are none are passed over. */
export async function loadCommissions(search: Search) {
  const { call } = await signedIn();
  const status = commissionStatus.safeParse(search["status"]);
  const { programId, partnerId, cursor } = search;
  const [page, { timeZone }, all] = await Promise.all([
    call.commissions.listCommissions({
      ...(status.success ? { status: status.data } : {}),
      ...(programId ? { programId } : {}),
      ...(partnerId ? { partnerId } : {}),
      ...(cursor ? { cursor } : {}),
    }),
    brandSettings(),
    programs(),
  ]);
  const names = await namesOf(page.data.map((row) => row.partnerId));
  const rows = page.data.map((row) => ({
    ...row,
    partnerName: names.get(row.partnerId) ?? "",
    programName: all.find((program) => program.id === row.programId)?.name ?? "",
  }));
  return { rows, next: page.nextCursor, timeZone, programs: all, now: now() };
}

export type CommissionRow = Awaited<ReturnType<typeof loadCommissions>>["rows"][number];
