import { type caller } from "@/server/api/trpc/router";
import type { Context } from "@/server/auth/context";
import { DAY_MS, now } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import { partnerFigures } from "@/server/report/partner-figures";

type Call = ReturnType<typeof caller>;
/** What a page of the console asks for, as its `load.ts` does. */
export type Visit = (call: Call, ctx: Context) => Promise<unknown>;

const SPAN_MS = 30 * DAY_MS;
const PAGE = 50;

/** The pages of the console on which the amount of data tells, for a brand in which this is one of the partners. */
export function visitsTo(partnerId: Id): Record<string, Visit> {
  return {
    overview: async (call) => {
      const to = now();
      const from = to - SPAN_MS;
      const span = { from: String(from), to: String(to) };
      await Promise.all([
        call.reports.getSummary(span),
        call.reports.getSummary({ from: String(from - SPAN_MS), to: String(from) }),
        call.overview.getDailyFigures(span),
        call.overview.listTasks(),
      ]);
    },
    events: (call) => call.eventList.listEvents({ limit: PAGE }),
    "events not attributed": (call) => call.eventList.listEvents({ limit: PAGE, outcome: "outside_window" }),
    "events of a partner": (call) => call.eventList.listEvents({ limit: PAGE, partnerId }),
    customers: (call) => call.customers.listCustomers({ limit: PAGE }),
    "customers of a partner": (call) => call.customers.listCustomers({ limit: PAGE, partnerId }),
    commissions: (call) => call.commissions.listCommissions({ limit: PAGE }),
    "commissions pending": (call) => call.commissions.listCommissions({ limit: PAGE, status: "pending" }),
    "commissions of a partner": (call) => call.commissions.listCommissions({ limit: PAGE, partnerId }),
    partners: async (call, ctx) => {
      const [page] = await Promise.all([
        call.partners.listPartners({ limit: PAGE }),
        call.applications.listApplications({ status: "received", limit: PAGE }),
      ]);
      const ids = page.data.map((row) => row.id);
      await partnerFigures(ctx, ids, now() - SPAN_MS);
    },
    "one partner": async (call) => {
      const to = now();
      const id = partnerId;
      await Promise.all([
        call.partners.getPartner({ id }),
        call.reports.getPartnerSummary({ id, from: String(to - SPAN_MS), to: String(to) }),
        call.reports.getPartnerSummary({ id, from: "0", to: String(to) }),
        call.links.listLinks({ partnerId: id, limit: PAGE }),
        call.coupons.listCoupons({ partnerId: id, limit: PAGE }),
      ]);
    },
    fraud: (call) => call.clicks.listClicks({ limit: PAGE, suspect: "true" }),
    programs: (call) => call.programs.listPrograms({ limit: PAGE }),
    payouts: (call) => call.payouts.listPayouts({ limit: PAGE }),
    "payouts, what would be paid": (call) => call.payouts.runPayouts({ preview: true }),
    developers: async (call) => {
      await Promise.all([
        call.webhooks.listWebhooks({ limit: PAGE }),
        call.postbacks.listPostbacks({ limit: PAGE }),
      ]);
    },
  };
}
