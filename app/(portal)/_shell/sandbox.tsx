import { portal } from "@/app/_text/portal/portal";
import { payoutPlan } from "../_data/signed-in";

/** Says on every page of the portal that no money moves, while Stripe is a local stand-in. */
export async function SandboxNotice() {
  if (!(await payoutPlan()).sandbox) return null;
  return (
    <p role="note" className="mb-6 rounded-lg bg-derived-wash px-4 py-2.5 text-sm text-derived">
      {portal.sandbox}
    </p>
  );
}
