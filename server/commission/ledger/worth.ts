import type { Net } from "@/server/event/net";
import type { EventFact } from "@/server/event/rules";
import { type Currency, exponentOf } from "@/server/money/currency";
import { compare, parseDecimal, type Rate, times } from "@/server/money/rate";
import type { CommissionRule } from "@/server/program/rules";

/** What a rule is worth for the whole of one event: an exact fraction of minor units, above zero. */
export type Worth = { rate: Rate; currency: Currency; cappedAt: Rate | null };

/** What a rule is worth for one event. Null: nothing. `net` is undefined for an event that is no sale. */
export function worthOf(rule: CommissionRule, event: EventFact, net: Net | undefined): Worth | null {
  const currency = rule.kind === "percent" ? event.currency : rule.currency;
  if (currency === null) return null;
  const { value, cap } = readRule(rule);
  const uncapped = rule.kind === "percent" ? percentOf(value, net) : fixedFor(value, net);
  if (uncapped === null) return null;
  // A cap is an amount in the rule's currency; an event in another currency is not capped.
  const isCapped = cap !== null && rule.currency === currency && compare(uncapped, cap) > 0;
  return { rate: isCapped ? cap : uncapped, currency, cappedAt: isCapped ? cap : null };
}

function percentOf(share: Rate, net: Net | undefined): Rate | null {
  if (!net || net.net === 0n) return null;
  return { num: net.net * share.num, den: share.den };
}

/** On a sale a fixed amount shrinks with the net value; on a lead it pays in full. */
function fixedFor(full: Rate, net: Net | undefined): Rate | null {
  if (!net || net.net === net.gross) return full;
  return net.net === 0n ? null : { num: full.num * net.net, den: full.den * net.gross };
}

/** What a fixed rule pays, in minor units of its currency. */
export function fixedAmountOf(rule: CommissionRule): Rate {
  return readRule(rule).value;
}

/** A rule's decimals, read: the share of a net value, or an amount in minor units. */
type ReadRule = { value: Rate; cap: Rate | null };

/** Rules are immutable and met by every event of a re-derivation, so each is read once. */
const read = new WeakMap<CommissionRule, ReadRule>();

function readRule(rule: CommissionRule): ReadRule {
  const known = read.get(rule);
  if (known) return known;
  const { kind, currency, maxAmount } = rule;
  const inMinor = (text: string): Rate =>
    times(decimal(text), { num: 10n ** BigInt(currency === null ? 0 : exponentOf(currency)), den: 1n });
  const made: ReadRule = {
    value: kind === "percent" ? times(decimal(rule.value), { num: 1n, den: 100n }) : inMinor(rule.value),
    cap: maxAmount === null || currency === null ? null : inMinor(maxAmount),
  };
  read.set(rule, made);
  return made;
}

/** Doors check every decimal of a rule before it is stored. */
function decimal(text: string): Rate {
  const rate = parseDecimal(text);
  if (!rate) throw new Error(`terms hold "${text}" where a decimal must be`);
  return rate;
}
