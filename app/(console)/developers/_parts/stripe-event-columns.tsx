import { developers } from "@/app/_text/console/developers";
import type { Column } from "@/app/_ui/table/table";
import { Badge, type Tone } from "@/app/_ui/value/badge";
import { When } from "@/app/_ui/value/wire";
import type { SignedIn } from "@/server/api/trpc/caller-for";

const { log: text } = developers.stripe;
type StripeEvent = Awaited<ReturnType<SignedIn["call"]["stripe"]["listStripeEvents"]>>["data"][number];

export const STATUSES = ["waiting", "done", "failed"] as const;
const TONES: Record<StripeEvent["status"], Tone> = { waiting: "derived", done: "ledger", failed: "negative" };

export function stripeEventColumns(timeZone: string): Column<StripeEvent>[] {
  return [
    {
      key: "type",
      name: text.columns.type,
      cell: (row) => <code className="font-mono text-xs break-all sm:whitespace-nowrap">{row.type}</code>,
    },
    {
      key: "status",
      name: text.columns.status,
      cell: (row) => (
        <Badge tone={TONES[row.status]} why={row.reason}>
          {text.status[row.status]}
        </Badge>
      ),
    },
    { key: "attempts", name: text.columns.attempts, align: "right", from: "md", cell: (row) => row.attempts },
    {
      key: "id",
      name: text.columns.id,
      from: "lg",
      cell: (row) => <code className="font-mono text-xs break-all">{row.stripeId}</code>,
    },
    {
      key: "received",
      name: text.columns.received,
      from: "sm",
      cell: (row) => <When at={row.receivedAt} timeZone={timeZone} />,
    },
    {
      key: "next",
      name: text.columns.next,
      from: "md",
      cell: (row) => (row.status === "waiting" ? <When at={row.dueAt} timeZone={timeZone} /> : "–"),
    },
  ];
}
