import { WHOLE } from "@/server/attribution/models";
import { RETURN_RULE } from "@/server/commission/decide/returned";
import type { Arithmetic } from "@/server/commission/rules";
import { exponentOf } from "@/server/money/currency";
import { formatMinor, type Minor, minor } from "@/server/money/minor";
import { dayText } from "@/server/program/terms/calendar";
import type { StatementEntry } from "../store/statements";

type Explained = Pick<
  StatementEntry,
  "ruleId" | "currency" | "amount" | "arithmetic" | "reason" | "clickDay"
>;

const TENTHS_OF_PERCENT_IN_ALL = 1_000n;

/**
 * Why an entry of the ledger is what it is, in words for the partner. What a correction is worth is the difference from what was
 * posted before, which is said.
 */
export function why(entry: Explained): string {
  const { ruleId, currency, amount, arithmetic, reason, clickDay } = entry;
  if (ruleId === RETURN_RULE) return "Came back from an earlier payout, and is paid again.";
  if (!arithmetic) return reason ?? "Taken back: nothing is owed for this any more.";
  const sum = [...basis(arithmetic, currency, clickDay), ...limits(arithmetic, currency)].join(", ");
  const difference =
    arithmetic.part === String(amount)
      ? ""
      : `. That makes ${money(arithmetic.part, currency)}; what was posted before is taken off`;
  return `${sum}${difference}.${reason === null ? "" : ` ${reason}`}`;
}

function basis(arithmetic: Arithmetic, currency: string, clickDay: string | null): string[] {
  const { kind, value, gross, net, clicks } = arithmetic;
  switch (kind) {
    case "percent": {
      const of = `${value} % of ${money(net ?? "0", currency)}`;
      return net === gross ? [of] : [of, `what is left of a sale of ${money(gross ?? "0", currency)}`];
    }
    case "fixed":
      return net === gross ? [`${value} ${currency}`] : [`${value} ${currency}`, left(net, gross)];
    case "per_click":
      return [
        `${clicks ?? 0} ${clicks === 1 ? "click" : "clicks"}${clickDay === null ? "" : ` of ${dayText(clickDay)}`}`,
        `${value} ${currency} each`,
      ];
  }
}

/** A fixed amount's currency need not be the sale's, so that what is left of the sale is a share. */
function left(net: string | null, gross: string | null): string {
  const tenths = (BigInt(net ?? "0") * TENTHS_OF_PERCENT_IN_ALL) / BigInt(gross ?? "1");
  return `${Number(tenths) / 10} % of the sale being left`;
}

function limits({ kind, cappedAt, weight, sharedWeight, whole }: Arithmetic, currency: string): string[] {
  const said: string[] = [];
  if (cappedAt !== null) said.push(`at most ${money(cappedAt, currency)}`);
  if (kind === "per_click") return said;
  if (sharedWeight !== WHOLE) said.push(`for ${shareOf(sharedWeight, WHOLE)} of the credit`);
  if (weight !== sharedWeight)
    said.push(`shared with others: ${shareOf(weight, sharedWeight)} of ${money(whole, currency)}`);
  return said;
}

function shareOf(weight: number, of: number): string {
  return `${Math.round((weight * 10_000) / of) / 100} %`;
}

function money(amount: string | Minor, currency: string): string {
  return `${formatMinor(minor(BigInt(amount)), exponentOf(currency))} ${currency}`;
}
