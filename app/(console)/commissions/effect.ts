import { commissions } from "@/app/_text/console/commissions";
import { amountText, type WireMoney } from "@/app/_ui/value/wire";

const { effect: text } = commissions;

type Effect = {
  entries: number;
  partnerIds: readonly string[];
  sums: readonly WireMoney[];
  unchanged: number;
  refused: readonly { message: string; entries: number }[];
};

/** What a decision would do, in sentences. */
export function sentencesOf(action: "approve" | "reverse", effect: Effect): string[] {
  const { entries, partnerIds, sums, unchanged, refused } = effect;
  const total = sums.map(amountText).join(", ");
  return [
    entries > 0 ? text[action](entries, partnerIds.length, total) : text.nothing,
    ...(unchanged > 0 ? [text.unchanged(unchanged)] : []),
    ...refused.map((one) => text.refused(one.entries, one.message)),
  ];
}
