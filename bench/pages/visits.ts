import type { caller } from "@/server/api/trpc/router";
import type { Context } from "@/server/auth/context";
import { DAY_MS, now } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import { balances } from "@/server/report/figures/balances";
import { partnerFigures } from "@/server/report/figures/partner-figures";
import { partnerTimeline } from "@/server/report/history/partner-timeline";
import { partnerNames, traceCommission, traceEvent } from "@/server/report/history/trace";

type Call = ReturnType<typeof caller>;
export type Visitor = { call: Call; ctx: Context };
/** What a page asks for, as its `load.ts` does. */
export type Visit = (visitor: Visitor) => Promise<unknown>;

/** One of each kind that has a page of its own. */
export type Sample = {
  partnerId: Id;
  programId: Id;
  customerId: Id;
  eventId: Id;
  commissionId: Id;
  clickId: Id;
  payoutId: Id;
};

const SPAN_MS = 30 * DAY_MS;
const PAGE = 50;

/** The pages of the console, in a brand of which these are the partner with most clicks and some of its rows. */
export function visitsTo(sample: Sample): Record<string, Visit> {
  return { ...figuresOf(sample), ...listsOf(sample), ...singlePages(sample) };
}

/** The brand's settings and programs, which most pages show times and names by. */
function around({ call }: Visitor): Promise<unknown> {
  return Promise.all([call.settings.getSettings(), call.programs.listPrograms({ limit: 100 })]);
}

type Row = { partnerId: string } | { partnerIds: readonly string[] };

/** A page of a list, and then what the partners on it are called. */
async function withNames({ ctx }: Visitor, list: Promise<{ data: readonly Row[] }>): Promise<void> {
  const { data } = await list;
  const ids = data.flatMap((row) => ("partnerId" in row ? [row.partnerId] : row.partnerIds));
  await partnerNames(ctx, [...new Set(ids)]);
}

function figuresOf({ partnerId: id, programId }: Sample): Record<string, Visit> {
  const spans = () => {
    const to = now();
    const [from, before] = [to - SPAN_MS, to - 2 * SPAN_MS];
    return {
      present: { from: String(from), to: String(to) },
      previous: { from: String(before), to: String(from) },
    };
  };
  return {
    overview: async (visitor) => {
      const { call } = visitor;
      const { present, previous } = spans();
      await around(visitor);
      await Promise.all([
        call.overview.getDailyFigures({ ...present, from: previous.from }),
        call.overview.listTasks(),
      ]);
    },
    "one partner": async (visitor) => {
      const { call, ctx } = visitor;
      const { present, previous } = spans();
      await Promise.all([around(visitor), call.partners.getPartner({ id })]);
      await Promise.all([
        call.reports.getPartnerSummary({ id, ...present }),
        call.reports.getPartnerSummary({ id, ...previous }),
        balances(ctx, id),
        call.payoutMethods.getPayoutMethod({ id }),
        call.terms.listTerms({ id: programId, limit: 20 }),
        call.links.listLinks({ partnerId: id, limit: 100 }),
        call.coupons.listCoupons({ partnerId: id, limit: 100 }),
        partnerTimeline(ctx, id),
      ]);
    },
    partners: roster("made"),
    "partners by clicks": roster("clicks"),
    "partners by earnings": roster("earned"),
  };
}

/** The first page of the roster in an order, with its figures. */
function roster(sort: "made" | "clicks" | "earned"): Visit {
  return async (visitor) => {
    const { call, ctx } = visitor;
    await around(visitor);
    const [page] = await Promise.all([
      call.partners.listPartners({ limit: PAGE, sort }),
      call.applications.listApplications({ status: "received", limit: 20 }),
    ]);
    const ids = page.data.map((row) => row.id);
    await partnerFigures(ctx, ids, now() - SPAN_MS);
  };
}

function listsOf({ partnerId }: Sample): Record<string, Visit> {
  const list =
    (load: (call: Call) => Promise<{ data: readonly Row[] }>): Visit =>
    async (visitor) => {
      await around(visitor);
      await withNames(visitor, load(visitor.call));
    };
  const limit = PAGE;
  return {
    events: list((call) => call.eventList.listEvents({ limit })),
    "events not credited": list((call) => call.eventList.listEvents({ limit, outcome: "outside_window" })),
    "events of a partner": list((call) => call.eventList.listEvents({ limit, partnerId })),
    customers: list((call) => call.customers.listCustomers({ limit })),
    "customers of a partner": list((call) => call.customers.listCustomers({ limit, partnerId })),
    commissions: list((call) => call.commissions.listCommissions({ limit })),
    "commissions pending": list((call) => call.commissions.listCommissions({ limit, status: "pending" })),
    "commissions of a partner": list((call) => call.commissions.listCommissions({ limit, partnerId })),
    fraud: list((call) => call.clicks.listClicks({ limit, suspect: "true" })),
    "clicks of a partner": list((call) => call.clicks.listClicks({ limit, partnerId })),
    payouts: list((call) => call.payouts.listPayouts({ limit })),
    "payouts of a partner": list((call) => call.payouts.listPayouts({ limit, partnerId })),
    "payouts due": async (visitor) => {
      const { planned, carriedForward } = await visitor.call.payouts.runPayouts({ preview: true });
      await partnerNames(visitor.ctx, [
        ...new Set([...planned, ...carriedForward].map((one) => one.partnerId)),
      ]);
    },
  };
}

function singlePages(sample: Sample): Record<string, Visit> {
  return {
    "a customer's path": async (visitor) => {
      await around(visitor);
      const { steps } = await visitor.call.customers.getCustomer({ id: sample.customerId });
      await withNames(
        visitor,
        Promise.resolve({ data: steps.flatMap((step) => ("partnerId" in step ? [step] : [])) }),
      );
    },
    "why an event counts": (visitor) =>
      Promise.all([around(visitor), traceEvent(visitor.ctx, sample.eventId)]),
    "a commission's trace": (visitor) =>
      Promise.all([around(visitor), traceCommission(visitor.ctx, sample.commissionId)]),
    "a click's evidence": async (visitor) => {
      const { call } = visitor;
      await around(visitor);
      await Promise.all([
        call.clickPreviews.getClickEvidence({ id: sample.clickId }),
        call.clickPreviews.previewClickFlag({ id: sample.clickId, kind: "unflag" }),
      ]);
    },
    "a payout": (visitor) =>
      Promise.all([around(visitor), visitor.call.payouts.getPayout({ id: sample.payoutId })]),
    programs: (visitor) =>
      Promise.all([around(visitor), visitor.call.programs.listPrograms({ limit: PAGE })]),
    "a program": async (visitor) => {
      const { call } = visitor;
      const one = { id: sample.programId };
      await Promise.all([around(visitor), call.programs.getProgram(one)]);
      await Promise.all([
        call.terms.listTerms({ ...one, limit: 100 }),
        call.applications.getSignup(one),
        call.rewards.getReward(one),
        call.members.listMembers({ limit: 100 }),
      ]);
    },
    developers: ({ call }) =>
      Promise.all([call.webhooks.listWebhooks({ limit: 100 }), call.postbacks.listPostbacks({ limit: 100 })]),
    "what Stripe told": (visitor) =>
      Promise.all([around(visitor), visitor.call.stripe.listStripeEvents({ limit: PAGE })]),
    settings: (visitor) => Promise.all([around(visitor), visitor.call.members.listMembers({})]),
  };
}
