import { developers } from "@/app/_text/console/developers";
import { RowLink } from "@/app/_ui/table/row-link";
import type { Column } from "@/app/_ui/table/table";
import { Badge, type Tone } from "@/app/_ui/value/badge";
import { When } from "@/app/_ui/value/wire";
import type { ReceiverKind } from "../kind";
import type { Delivery } from "../load";

const { webhooks: text } = developers;
const TONES: Record<Delivery["status"], Tone> = {
  waiting: "derived",
  delivered: "ledger",
  failed: "negative",
};

export function deliveryColumns(kind: ReceiverKind, timeZone: string): Column<Delivery>[] {
  return [
    {
      key: "type",
      name: text.log.type,
      cell: (row) => (
        <RowLink href={`/developers/deliveries/${kind}/${row.id}`}>
          <code className="font-mono text-xs">{row.type}</code>
        </RowLink>
      ),
    },
    { key: "status", name: text.log.status, cell: (row) => <DeliveryStatus of={row} /> },
    { key: "attempts", name: text.log.attempts, align: "right", from: "sm", cell: (row) => row.attempts },
    {
      key: "when",
      name: text.log.when,
      from: "md",
      cell: (row) => <When at={row.createdAt} timeZone={timeZone} />,
    },
  ];
}

/** How a delivery stands, with the receiver's last answer. */
export function DeliveryStatus({ of }: { of: Pick<Delivery, "status" | "lastStatus" | "lastError"> }) {
  return (
    <Badge tone={TONES[of.status]} why={lastAnswer(of)}>
      {text.status[of.status]}
    </Badge>
  );
}

/** What the receiver said last, or why it said nothing. */
function lastAnswer({ lastStatus, lastError }: Pick<Delivery, "lastStatus" | "lastError">): string | null {
  if (lastStatus !== null) return text.answered(lastStatus);
  return lastError === null ? null : faultText(lastError);
}

export function faultText(fault: string): string {
  return text.faults[fault] ?? fault;
}
