import type { Context } from "@/server/auth/context";
import { beginOnboarding } from "@/server/partner/connect/begin";
import { showConnect } from "@/server/partner/connect/show";
import { chooseMethod } from "@/server/payout/methods/choose";
import { HOUR_MS, now } from "@/server/platform/clock";
import type { DemoFact } from "../history/facts";
import { at, linkOf, type Stage } from "../history/stage";
import type { StandIn } from "./stand-in";

const COUNTRY = "US";

/** A partner says how they want to be paid, and gives Stripe what it asks for. Without the sandbox they are paid by hand. */
export async function setMethod(
  ctx: Context,
  stage: Stage,
  { partner, way }: Extract<DemoFact, { kind: "method" }>,
): Promise<void> {
  const { partnerId } = linkOf(stage, partner);
  if (way === "stripe_connect") {
    if (!stage.standIn) return;
    await onboard(ctx, stage.standIn, partnerId);
  }
  await chooseMethod(ctx, partnerId, { rail: way, recipient: null });
}

async function onboard(ctx: Context, standIn: StandIn, partnerId: string): Promise<void> {
  const { account } = await beginOnboarding(ctx, partnerId, { country: COUNTRY });
  await standIn("account", { id: account, to: "ready" });
  // What is known is good for a minute; the partner comes back to the portal later than that.
  await at(now() + HOUR_MS, () => showConnect(ctx, partnerId));
}
