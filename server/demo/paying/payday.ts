import type { Context } from "@/server/auth/context";
import { showConnect } from "@/server/partner/connect/show";
import type { FileRail } from "@/server/payout/files/formats";
import { makeFile } from "@/server/payout/files/make";
import { listPayouts } from "@/server/payout/list";
import { runPayouts } from "@/server/payout/planning/run";
import type { Payout } from "@/server/payout/rules";
import { sendDue } from "@/server/payout/sending/send";
import type { Millis } from "@/server/platform/clock";
import { assert } from "@/server/platform/errors";
import type { DemoFact, PartnerNumber, Troubles } from "../history/facts";
import { linkOf, type Stage } from "../history/stage";

/** More than there are partners. */
const MOST = 100;
const FILE_RAILS: readonly FileRail[] = ["paypal_file", "wise_file"];

/** The payouts that were planned at this instant, in the order in which they are sent. */
export async function payoutsOf(ctx: Context, payday: Millis): Promise<Payout[]> {
  const payouts = await listPayouts(ctx, { from: payday, to: payday + 1, limit: MOST });
  return payouts.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/**
 * Pays the demonstration's partners what is approved: plans, sends what goes over Stripe, and makes files of what goes over PayPal
 * and Wise. A payday that was cut short is finished, not begun again.
 */
export async function pay(
  ctx: Context,
  stage: Stage,
  { at, troubles }: Extract<DemoFact, { kind: "payday" }>,
): Promise<void> {
  if ((await payoutsOf(ctx, at)).length === 0) {
    await runPayouts(ctx, { preview: false, partnerIds: stage.links.map((link) => link.partnerId) });
  }
  const planned = (await payoutsOf(ctx, at)).filter((payout) => payout.status === "planned");
  if (stage.standIn) {
    await prepareTroubles(ctx, stage, planned, troubles);
    await sendDue(ctx.services, ctx.actor.brandId);
  }
  for (const rail of FILE_RAILS) {
    const first = planned.find((payout) => payout.rail === rail);
    if (first) await makeFile(ctx, { rail, currency: first.currency });
  }
}

async function prepareTroubles(
  ctx: Context,
  stage: Stage,
  planned: readonly Payout[],
  { unanswered, restricted }: Troubles,
): Promise<void> {
  const { standIn } = stage;
  if (!standIn) return;
  const transfers = planned.filter((payout) => payout.rail === "stripe_connect");
  const place = (partner: PartnerNumber): number =>
    transfers.findIndex((payout) => payout.partnerId === linkOf(stage, partner).partnerId);
  if (unanswered !== null && place(unanswered) >= 0) {
    const skip = String(place(unanswered));
    await standIn("fault", { kind: "status", status: "503", method: "POST", path: "/transfers", skip });
  }
  if (restricted !== null && place(restricted) >= 0) {
    const { account } = await showConnect(ctx, linkOf(stage, restricted).partnerId);
    assert(account !== null, "a partner who is paid over Stripe has an account");
    await standIn("account", { id: account, to: "restricted" });
  }
}
