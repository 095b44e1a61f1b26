import { danger } from "@/app/_text/console/danger";
import { linkPause } from "@/server/partner/links/pause-links";
import { signedIn } from "../_data/signed-in";

/** Says on every page of the portal that the brand has paused all links, while it has. */
export async function PausedNotice() {
  if ((await linkPause((await signedIn()).ctx)) === null) return null;
  return (
    <p role="note" className="mb-6 rounded-lg bg-negative-wash px-4 py-2.5 text-sm text-negative">
      {danger.notice.portal}
    </p>
  );
}
