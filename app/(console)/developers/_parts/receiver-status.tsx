import { developers } from "@/app/_text/console/developers";
import { Badge } from "@/app/_ui/value/badge";
import { dateText } from "@/app/_ui/value/moment";

const { webhooks: text } = developers;

/** What webhooks and postbacks have alike. */
export type Receiver = {
  id: string;
  url: string;
  description: string;
  types: string[] | null;
  status: "active" | "paused";
  pauseReason: string | null;
  failingSince: string | null;
  createdAt: string;
};

/** Whether a receiver gets its messages, and if not, why. */
export function ReceiverStatus({ of, timeZone }: { of: Receiver; timeZone: string }) {
  if (of.status === "paused") {
    return (
      <Badge tone="faint" why={of.pauseReason}>
        {text.paused}
      </Badge>
    );
  }
  const failing = of.failingSince === null ? null : dateText(Date.parse(of.failingSince), timeZone);
  return (
    <Badge
      tone={failing === null ? "ledger" : "negative"}
      why={failing === null ? null : text.failing(failing)}
    >
      {text.active}
    </Badge>
  );
}
