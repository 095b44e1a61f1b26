import { danger } from "@/app/_text/console/danger";
import { StandingNotice } from "@/app/_ui/page/standing-notice";
import { linkPause } from "@/server/partner/links/pause-links";
import { signedIn } from "../_data/signed-in";

const { notice: text } = danger;

/** Says on every page of the console that all links are paused, while they are. */
export async function PausedNotice() {
  if ((await linkPause((await signedIn()).ctx)) === null) return null;
  return (
    <StandingNotice tone="negative" way={{ href: "/settings/danger", name: text.action }}>
      {text.console}
    </StandingNotice>
  );
}
