import { WHOLE } from "@/server/attribution/models";
import type { Arithmetic } from "@/server/commission/rules";
import type { Net } from "@/server/event/net";
import { exponentOf } from "@/server/money/currency";
import { formatMinor, minor } from "@/server/money/minor";

/** One line of a sum, as it would be written by hand. */
export type SumLine = {
  kind:
    | "gross"
    | "refunded"
    | "disputed"
    | "net"
    | "rate"
    | "fixed"
    | "proportion"
    | "cap"
    | "whole"
    | "share"
    | "part";
  operator: "" | "−" | "×" | "=" | "≤";
  figure: string;
};

/**
 * How an amount came about, from the sale to one partner's part. Each line follows from those above it; what changes nothing is
 * left out. Amounts are in major units of `currency`.
 */
export function sumOf(arithmetic: Arithmetic, net: Net | null, currency: string): SumLine[] {
  const money = (units: bigint | string): string => formatMinor(minor(BigInt(units)), exponentOf(currency));
  const line = (kind: SumLine["kind"], operator: SumLine["operator"], figure: string): SumLine => ({
    kind,
    operator,
    figure,
  });
  const shares = arithmetic.weight !== WHOLE;
  const lines = arithmetic.kind === "percent" ? saleLines(arithmetic, net, money) : fixedLines(arithmetic);
  if (arithmetic.cappedAt !== null) lines.push(line("cap", "≤", money(arithmetic.cappedAt)));
  if (shares) lines.push(line("whole", "=", money(arithmetic.whole)));
  if (shares) lines.push(line("share", "×", percent(arithmetic.weight, arithmetic.sharedWeight)));
  return [...lines, line("part", "=", money(arithmetic.part))];
}

function saleLines(
  { gross, net: left, value }: Arithmetic,
  net: Net | null,
  money: (units: bigint | string) => string,
): SumLine[] {
  const lines: SumLine[] = [{ kind: "gross", operator: "", figure: money(gross ?? "0") }];
  if (net && net.refunded > 0n) {
    lines.push({ kind: "refunded", operator: "−", figure: money(net.refunded) });
  }
  if (net && net.disputed > 0n) {
    lines.push({ kind: "disputed", operator: "−", figure: money(net.disputed) });
  }
  if (gross !== left) lines.push({ kind: "net", operator: "=", figure: money(left ?? "0") });
  return [...lines, { kind: "rate", operator: "×", figure: `${value} %` }];
}

/** A fixed amount shrinks with what is left of the sale. */
function fixedLines({ gross, net, value }: Arithmetic): SumLine[] {
  const fixed: SumLine = { kind: "fixed", operator: "", figure: value };
  if (gross === null || net === null || gross === net) return [fixed];
  return [fixed, { kind: "proportion", operator: "×", figure: percent(Number(net), Number(gross)) }];
}

const PER_CENT_DECIMALS = 4;

/** A share for reading: 400,000 of 1,000,000 is "40 %", a third is "33.3333 %". */
export function percent(part: number, whole: number): string {
  return `${Number(((part / whole) * 100).toFixed(PER_CENT_DECIMALS))} %`;
}
