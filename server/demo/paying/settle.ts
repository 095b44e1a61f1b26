import type { Context } from "@/server/auth/context";
import { showConnect } from "@/server/partner/connect/show";
import { confirmFile } from "@/server/payout/files/confirm";
import { confirmPayout, failPayout } from "@/server/payout/people/acts";
import type { Payout } from "@/server/payout/rules";
import { sendDue } from "@/server/payout/sending/send";
import type { Millis } from "@/server/platform/clock";
import type { DemoFact, PartnerNumber } from "../history/facts";
import { linkOf, type Stage } from "../history/stage";
import { payoutsOf } from "./payday";

/** People note what became of a payday's payouts, and what Stripe did not answer is looked for. Doing so again changes nothing. */
export async function settle(
  ctx: Context,
  stage: Stage,
  { payday, troubles }: Extract<DemoFact, { kind: "settle" }>,
): Promise<void> {
  const payouts = await payoutsOf(ctx, payday);
  const isOf = (payout: Payout, partner: PartnerNumber | null): boolean =>
    partner !== null && payout.partnerId === linkOf(stage, partner).partnerId;
  for (const payout of payouts) {
    if (isOf(payout, troubles.bounced))
      await failPayout(ctx, payout.id, "PayPal has no account with this address");
    const isForgotten = troubles.unconfirmed.some((partner) => isOf(payout, partner));
    if (payout.rail !== "manual" || isForgotten) continue;
    await confirmPayout(ctx, payout.id, { reference: referenceOf("ACH", payday, payout.id) });
  }
  const files = new Map(payouts.flatMap(({ fileId, rail }) => (fileId === null ? [] : [[fileId, rail]])));
  for (const [fileId, rail] of files) {
    if (rail === troubles.openFile) continue;
    await confirmFile(ctx, fileId, { reference: referenceOf("BATCH", payday, fileId) });
  }
  if (!stage.standIn) return;
  await sendDue(ctx.services, ctx.actor.brandId);
  if (troubles.restricted !== null) await showConnect(ctx, linkOf(stage, troubles.restricted).partnerId);
}

const SHOWN = 6;

/** As a bank writes it: "ACH-2026-10-06-7F3K2M". */
function referenceOf(kind: string, day: Millis, id: string): string {
  return `${kind}-${new Date(day).toISOString().slice(0, 10)}-${id.slice(-SHOWN)}`;
}
