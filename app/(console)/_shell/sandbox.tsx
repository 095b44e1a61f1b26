import { payouts as text } from "@/app/_text/console/payouts";
import { StandingNotice } from "@/app/_ui/page/standing-notice";
import { signedIn } from "../_data/signed-in";

/** Says on every page of the console that no money moves, while Stripe is a local stand-in. */
export async function SandboxNotice() {
  const { mode } = await (await signedIn()).call.stripe.getStripe();
  if (mode !== "sandbox") return null;
  return (
    <StandingNotice tone="derived" way={{ href: "/developers/stripe", name: text.sandboxAction }}>
      {text.sandbox}
    </StandingNotice>
  );
}
