import Link from "next/link";
import { danger } from "@/app/_text/console/danger";
import { linkPause } from "@/server/partner/links/pause-links";
import { signedIn } from "../_data/signed-in";

const { notice: text } = danger;

/** Says on every page of the console that all links are paused, while they are. */
export async function PausedNotice() {
  if ((await linkPause((await signedIn()).ctx)) === null) return null;
  return (
    <p
      role="note"
      className="mb-6 flex flex-wrap gap-x-3 rounded-lg bg-negative-wash px-4 py-2.5 text-sm text-negative"
    >
      {text.console}
      <Link href="/settings/danger" className="font-medium underline underline-offset-3">
        {text.action}
      </Link>
    </p>
  );
}
