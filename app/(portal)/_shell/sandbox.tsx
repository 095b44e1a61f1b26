import { portal } from "@/app/_text/portal/portal";
import { StandingNotice } from "@/app/_ui/page/standing-notice";
import { payoutPlan } from "../_data/signed-in";

/** Says on every page of the portal that no money moves, while Stripe is a local stand-in. */
export async function SandboxNotice() {
  if (!(await payoutPlan()).sandbox) return null;
  return <StandingNotice tone="derived">{portal.sandbox}</StandingNotice>;
}
