import { events } from "@/app/_text/console/events";
import { Badge, type Tone } from "@/app/_ui/value/badge";

type Status = keyof typeof events.outcome;

const TONES: Record<Status, Tone> = {
  attributed: "ledger",
  no_identity: "negative",
  no_click: "negative",
  outside_window: "derived",
  partner_inactive: "derived",
  self_referral: "derived",
  not_attributable: "faint",
};

/** What came of an event. The sentence stands beside it where there is room. */
export function OutcomeBadge({ of }: { of: { status: Status; sentence: string } | null }) {
  if (of === null) return <Badge tone="faint">{events.waiting}</Badge>;
  return (
    <span title={of.sentence}>
      <Badge tone={TONES[of.status]}>{events.outcome[of.status]}</Badge>
    </span>
  );
}
