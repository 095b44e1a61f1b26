import type { Search } from "@/app/_ui/table/address";
import { DAY_MS, now } from "@/server/platform/clock";
import { partnerFigures } from "@/server/report/figures/partner-figures";
import { PARTNERS_SHOWN_OVER_DAYS } from "@/server/report/sorted-partners";
import { brandSettings, programs } from "../_data/brand";
import { signedIn } from "../_data/signed-in";
import { partnerQuery } from "./search";

const APPLICATIONS_SHOWN = 20;

/** One page of the roster with figures, and the applications that wait. */
export async function loadPartners(search: Search) {
  const [{ call, ctx }, { timeZone }, all] = await Promise.all([signedIn(), brandSettings(), programs()]);
  const [page, applications] = await Promise.all([
    call.partners.listPartners(partnerQuery(search)),
    call.applications.listApplications({ status: "received", limit: APPLICATIONS_SHOWN }),
  ]);
  const nameOf = (id: string): string => all.find((program) => program.id === id)?.name ?? "";
  const figures = await partnerFigures(
    ctx,
    page.data.map((row) => row.id),
    now() - PARTNERS_SHOWN_OVER_DAYS * DAY_MS,
  );
  const rows = page.data.map((row) => {
    const { clicks = 0, earned = [] } = figures.get(row.id) ?? {};
    return {
      ...row,
      programs: row.programIds.map((id) => ({ id, name: nameOf(id) })),
      clicks,
      earned: earned.map(({ currency, amount }) => ({ currency, minor: amount })),
    };
  });
  const waiting = applications.data.map((one) => ({ ...one, programName: nameOf(one.programId) }));
  return {
    rows,
    next: page.nextCursor,
    timeZone,
    programs: all,
    waiting,
    moreWait: applications.nextCursor !== null,
  };
}

export type PartnerRow = Awaited<ReturnType<typeof loadPartners>>["rows"][number];
export type Application = Awaited<ReturnType<typeof loadPartners>>["waiting"][number];
