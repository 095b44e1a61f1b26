import { commissions } from "@/app/_text/console/commissions";
import { Badge } from "@/app/_ui/value/badge";
import { dateText } from "@/app/_ui/value/moment";

const { status: names, why } = commissions;

export type Standing = {
  status: "pending" | "approved" | "paid" | "reversed";
  availableAt: string;
  approvedAt: string | null;
  reversedAt: string | null;
  payoutId: string | null;
  reason: string | null;
};

/** Where an entry stands, why, and since or until when. */
export function CommissionStatus({ of, timeZone, now }: { of: Standing; timeZone: string; now: number }) {
  const on = (at: string | null): string => (at === null ? "" : dateText(Date.parse(at), timeZone));
  switch (of.status) {
    case "pending":
      return Date.parse(of.availableAt) <= now ? (
        <Badge tone="derived" why={why.review(on(of.availableAt))}>
          {commissions.review}
        </Badge>
      ) : (
        <Badge tone="derived" why={why.pending(on(of.availableAt))}>
          {names.pending}
        </Badge>
      );
    case "approved":
      return (
        <Badge tone="ledger" why={of.payoutId ? why.inPayout : why.approved(on(of.approvedAt))}>
          {names.approved}
        </Badge>
      );
    case "paid":
      return <Badge tone="done">{names.paid}</Badge>;
    case "reversed":
      return (
        <Badge tone="faint" why={of.reason ?? why.reversed(on(of.reversedAt))}>
          {names.reversed}
        </Badge>
      );
  }
}

/** The status alone, where a list has no room for why. */
export function CommissionMark({ status }: Pick<Standing, "status">) {
  const tones = { pending: "derived", approved: "ledger", paid: "done", reversed: "faint" } as const;
  return <Badge tone={tones[status]}>{names[status]}</Badge>;
}
