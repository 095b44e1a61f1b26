import { payouts as text } from "@/app/_text/console/payouts";
import { Notice } from "@/app/_ui/page/notice";
import { Facts } from "@/app/_ui/page/panel";
import { Amount, When } from "@/app/_ui/value/wire";
import type { PayoutRow } from "../load";
import { PayoutStatus } from "./status";

const { columns: names } = text;
type Props = { of: Omit<PayoutRow, "partnerName">; timeZone: string };

/** What is known of a payout, with the reason and the way out in full: it stands above all, and is not said again in the status. */
export function PayoutFacts({ of, timeZone }: Props) {
  return (
    <>
      {of.message ? (
        <Notice kind={of.status === "held" || of.status === "failed" ? "error" : "note"} className="mb-5">
          {of.message}
        </Notice>
      ) : null}
      <Facts
        of={[
          [names.status, <PayoutStatus key="s" of={{ ...of, message: null }} timeZone={timeZone} />],
          [names.amount, <Amount key="a" of={of.amount} />],
          [names.rail, text.rail[of.rail]],
          ...(of.destination ? ([[names.destination, of.destination]] as const) : []),
          ...(of.reference ? ([[names.reference, of.reference]] as const) : []),
          [names.planned, <When key="p" at={of.createdAt} timeZone={timeZone} />],
          ...(of.paidAt
            ? ([[names.paid, <When key="d" at={of.paidAt} timeZone={timeZone} />]] as const)
            : []),
        ]}
      />
    </>
  );
}
