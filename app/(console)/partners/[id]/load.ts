import { sumsOf } from "@/app/_ui/value/sums";
import type { WireMoney } from "@/app/_ui/value/wire";
import { presentMoney } from "@/server/api/rest/present";
import { DAY_MS, now } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import { dayOf } from "@/server/program/terms/calendar";
import { balances } from "@/server/report/figures/balances";
import { partnerTimeline } from "@/server/report/history/partner-timeline";
import { brandSettings, programs } from "../../_data/brand";
import { orNotFound } from "../../_data/outcome";
import { signedIn } from "../../_data/signed-in";
import type { Totals } from "../../overview/totals";

const SPAN_DAYS = 30;
const CODES_SHOWN = 100;
const VERSIONS_SHOWN = 20;

/** All that one partner's page shows. */
export async function loadPartner(id: Id) {
  const [{ call, ctx }, { timeZone, currency }, all] = await Promise.all([
    signedIn(),
    brandSettings(),
    programs(),
  ]);
  const partner = await orNotFound(call.partners.getPartner({ id }));
  const open = partner.enrollments.filter((one) => one.to === null);
  const to = now();
  const [from, before] = [to - SPAN_DAYS * DAY_MS, to - 2 * SPAN_DAYS * DAY_MS];
  const [present, previous, ever, method, versions, links, coupons, timeline] = await Promise.all([
    call.reports.getPartnerSummary({ id, from: String(from), to: String(to) }),
    call.reports.getPartnerSummary({ id, from: String(before), to: String(from) }),
    balances(ctx, id),
    call.payoutMethods.getPayoutMethod({ id }),
    Promise.all(open.map(({ programId }) => call.terms.listTerms({ id: programId, limit: VERSIONS_SHOWN }))),
    call.links.listLinks({ partnerId: id, limit: CODES_SHOWN }),
    call.coupons.listCoupons({ partnerId: id, limit: CODES_SHOWN }),
    partnerTimeline(ctx, id),
  ]);
  return {
    partner,
    timeZone,
    currency,
    firstDay: dayOf(from, timeZone),
    programs: all,
    present: summed(present),
    previous: summed(previous),
    balances: ever.map(({ status, amount, currency }) => ({
      status,
      amount: presentMoney(amount, currency),
    })),
    method,
    versions: new Map(open.map(({ programId }, at) => [programId, versions[at]?.data ?? []])),
    links: links.data,
    coupons: coupons.data,
    timeline,
  };
}

export type PartnerPage = Awaited<ReturnType<typeof loadPartner>>;

type Summary = {
  validClicks: number;
  customers: number;
  revenue: readonly WireMoney[];
  commissions: readonly { amount: WireMoney }[];
};

/** A span's figures as they are shown: what stands under different statuses counts together. */
function summed({ validClicks, customers, revenue, commissions }: Summary): Totals {
  const earned = commissions.map((one) => one.amount);
  return { validClicks, customers, revenue: sumsOf(revenue), commissions: sumsOf(earned) };
}
