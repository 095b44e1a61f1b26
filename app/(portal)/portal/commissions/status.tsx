import { commissions } from "@/app/_text/console/commissions";
import { portal } from "@/app/_text/portal/portal";
import { Badge } from "@/app/_ui/value/badge";
import { dateText } from "@/app/_ui/value/moment";
import { now } from "@/server/platform/clock";
import type { CommissionRow } from "./load";

const { status: names, why } = commissions;
type Standing = Pick<
  CommissionRow,
  "status" | "availableAt" | "approvedAt" | "reversedAt" | "payoutId" | "reason"
>;

/** Where an entry stands, and since or until when, in a partner's words. */
export function Status({ of, timeZone }: { of: Standing; timeZone: string }) {
  const on = (at: string | null): string => (at === null ? "" : dateText(Date.parse(at), timeZone));
  switch (of.status) {
    case "pending":
      return Date.parse(of.availableAt) <= now() ? (
        <Badge tone="derived" why={why.review(on(of.availableAt))}>
          {portal.commissions.waiting}
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
