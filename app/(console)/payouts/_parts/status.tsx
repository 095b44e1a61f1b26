import { payouts as text } from "@/app/_text/console/payouts";
import { Badge, type Tone } from "@/app/_ui/value/badge";
import { dateText } from "@/app/_ui/value/moment";
import { amountText } from "@/app/_ui/value/wire";
import type { PayoutRow } from "../load";

const { why } = text;
type Standing = Pick<PayoutRow, "status" | "rail" | "message" | "paidAt" | "returned" | "fileId">;

const TONES: Readonly<Record<Standing["status"], Tone>> = {
  planned: "derived",
  sending: "raw",
  paid: "done",
  failed: "negative",
  held: "negative",
  canceled: "faint",
  partially_reversed: "derived",
  reversed: "faint",
};

/** Where a payout stands, and why: of a reason with its way out, the first sentence. */
export function PayoutStatus({ of, timeZone }: { of: Standing; timeZone: string }) {
  return (
    <Badge tone={TONES[of.status]} why={reasonOf(of, timeZone)}>
      {text.status[of.status]}
    </Badge>
  );
}

function reasonOf(of: Standing, timeZone: string): string | null {
  const { status, rail, paidAt, returned, fileId } = of;
  switch (status) {
    case "planned":
      if (rail === "stripe_connect") return why.soon;
      return rail === "manual" ? why.toConfirm : why.toFile;
    case "sending":
      return fileId === null ? null : why.inFile;
    case "paid":
      return paidAt === null ? null : why.on(dateText(Date.parse(paidAt), timeZone));
    case "partially_reversed":
      return why.returned(amountText(returned));
    case "held":
    case "failed":
      return of.message === null ? null : firstSentence(of.message);
    default:
      return null;
  }
}

function firstSentence(text: string): string {
  return text.split(". ", 1)[0]?.replace(/\.$/, "") ?? text;
}
