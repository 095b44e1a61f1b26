import { Moment } from "./moment";
import { Money, moneyText } from "./money";

/** Money as procedures give it. */
export type WireMoney = { minor: number; currency: string };

export function Amount({ of }: { of: WireMoney }) {
  return <Money amount={BigInt(of.minor)} currency={of.currency} />;
}

export function amountText({ minor, currency }: WireMoney): string {
  return moneyText(BigInt(minor), currency);
}

/** Sums of several currencies, one under the other: they are never added up. */
export function Amounts({ of, none = "–" }: { of: readonly WireMoney[]; none?: string }) {
  if (of.length === 0) return <span className="text-ink-faint">{none}</span>;
  return of.map((one) => (
    <span key={one.currency} className="block">
      <Amount of={one} />
    </span>
  ));
}

/** A time as procedures give it, shown in a time zone. */
export function When({ at, timeZone, only }: { at: string; timeZone: string; only?: "date" }) {
  return <Moment at={Date.parse(at)} timeZone={timeZone} {...(only ? { only } : {})} />;
}
