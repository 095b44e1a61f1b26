import { Moment } from "./moment";
import { Money, moneyText } from "./money";

/** Money as procedures give it. What is reckoned with it is reckoned in `bigint`. */
export type WireMoney = { minor: number; currency: string };
/** The same, or what was reckoned from it. */
export type ShownMoney = { minor: number | bigint; currency: string };

export function Amount({ of }: { of: ShownMoney }) {
  return <Money amount={BigInt(of.minor)} currency={of.currency} />;
}

export function amountText({ minor, currency }: ShownMoney): string {
  return moneyText(BigInt(minor), currency);
}

/** Sums of several currencies, one under the other: they are never added up. */
export function Amounts({ of, none = "–" }: { of: readonly ShownMoney[]; none?: string }) {
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
