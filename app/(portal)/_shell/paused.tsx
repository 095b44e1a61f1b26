import { danger } from "@/app/_text/console/danger";
import { StandingNotice } from "@/app/_ui/page/standing-notice";
import { linkPause } from "@/server/partner/links/pause-links";
import { signedIn } from "../_data/signed-in";

/** Says on every page of the portal that the brand has paused all links, while it has. */
export async function PausedNotice() {
  if ((await linkPause((await signedIn()).ctx)) === null) return null;
  return <StandingNotice tone="negative">{danger.notice.portal}</StandingNotice>;
}
