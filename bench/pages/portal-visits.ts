import { nextPayout } from "@/server/payout/planning/next-payout";
import type { Id } from "@/server/platform/ids";
import { balances } from "@/server/report/figures/balances";
import type { Visit, Visitor } from "./visits";

const PAGE = 50;

/** The portal's pages, for the partner with most clicks. */
export function portalVisitsOf(id: Id): Record<string, Visit> {
  const around = ({ call, ctx }: Visitor): Promise<unknown> =>
    Promise.all([nextPayout(ctx), call.programs.listPrograms({ limit: 100 })]);
  return {
    "portal: earnings": async (visitor) => {
      const { call, ctx } = visitor;
      await Promise.all([
        balances(ctx, id),
        call.reports.getPartnerSummary({ id }),
        nextPayout(ctx),
        call.payoutMethods.getPayoutMethod({ id }),
        call.commissions.listCommissions({ status: "pending", sort: "available", order: "asc", limit: 1 }),
        call.links.listLinks({ limit: 1 }),
      ]);
    },
    "portal: links": (visitor) =>
      Promise.all([
        around(visitor),
        visitor.call.links.listLinks({ limit: 20 }),
        visitor.call.coupons.listCoupons({ limit: 100 }),
      ]),
    "portal: commissions": async (visitor) => {
      await around(visitor);
      await visitor.call.commissions.listCommissions({ limit: PAGE });
    },
    "portal: payouts": (visitor) =>
      Promise.all([
        around(visitor),
        visitor.call.payouts.listPayouts({}),
        visitor.call.statements.listStatements({ id }),
        visitor.call.payoutMethods.getPayoutMethod({ id }),
        visitor.call.partnerConnect.getPartnerConnect({ id }),
      ]),
  };
}
