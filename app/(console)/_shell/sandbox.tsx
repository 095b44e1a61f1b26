import Link from "next/link";
import { payouts as text } from "@/app/_text/console/payouts";
import { signedIn } from "../_data/signed-in";

/** Says on every page of the console that no money moves, while Stripe is a local stand-in. */
export async function SandboxNotice() {
  const { mode } = await (await signedIn()).call.stripe.getStripe();
  if (mode !== "sandbox") return null;
  return (
    <p
      role="note"
      className="mb-6 flex flex-wrap gap-x-3 rounded-lg bg-derived-wash px-4 py-2.5 text-sm text-derived"
    >
      {text.sandbox}
      <Link href="/developers/stripe" className="font-medium underline underline-offset-3">
        {text.sandboxAction}
      </Link>
    </p>
  );
}
