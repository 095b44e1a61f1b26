import { currencyProblems, readAmount } from "@/server/brand/amounts";
import type { Problem } from "@/server/brand/problems";
import { exponentOf } from "@/server/money/currency";
import { formatMinor } from "@/server/money/minor";
import { compare, parseDecimal, type Rate } from "@/server/money/rate";
import { CLICK_RULE, type CommissionRule } from "../rules";

/** A commission rule as a person gives it. Amounts and rates are exact decimals, currencies upper case. */
export type RuleInput = {
  id?: string | undefined;
  trigger: CommissionRule["trigger"];
  eventType?: string | null | undefined;
  kind: CommissionRule["kind"];
  value: string;
  currency?: string | null | undefined;
  months?: number | null | undefined;
  maxAmount?: string | null | undefined;
};

/** A rule that has not been told apart from those of earlier versions yet. */
export type DraftRule = Omit<CommissionRule, "id"> & { id: string | null };

/** 100 %. */
const ALL: Rate = { num: 100n, den: 1n };

/** Reads one rule, collecting everything that is wrong with it. The rule is only good when nothing was. */
export function readRule(input: RuleInput, path: string, problems: Problem[]): DraftRule {
  const rule: DraftRule = {
    id: input.id ?? null,
    trigger: input.trigger,
    eventType: input.eventType ?? null,
    kind: input.kind,
    value: input.value,
    currency: input.currency ?? null,
    months: input.months ?? null,
    maxAmount: input.maxAmount ?? null,
  };
  problems.push(...shapeProblems(rule, path));
  const unknown = rule.currency === null ? [] : currencyProblems(`${path}.currency`, rule.currency);
  problems.push(...unknown);
  const currency = unknown.length === 0 ? rule.currency : null;
  return {
    ...rule,
    value:
      rule.kind === "percent"
        ? readPercent(rule.value, `${path}.value`, problems)
        : readPositive(rule.value, currency, `${path}.value`, problems),
    maxAmount:
      rule.maxAmount === null ? null : readPositive(rule.maxAmount, currency, `${path}.maxAmount`, problems),
  };
}

function shapeProblems(rule: DraftRule, path: string): Problem[] {
  if (rule.eventType === CLICK_RULE) return clickProblems(rule, path);
  const problems: Problem[] = [];
  const wrong = (field: string, reason: string) => problems.push({ path: `${path}.${field}`, reason });
  if (rule.eventType === null && rule.trigger !== "every") {
    wrong("eventType", `a rule for the ${rule.trigger} event must say of which type`);
  }
  if (rule.eventType === null && rule.months !== null) {
    wrong("eventType", "a rule that ends after some months must say of which type its events are");
  }
  if (rule.currency === null && rule.kind === "fixed") {
    wrong("currency", "a fixed amount must say its currency");
  }
  if (rule.currency === null && rule.kind === "percent" && rule.maxAmount !== null) {
    wrong("currency", "a cap must say its currency");
  }
  return problems;
}

/** Pay per click is one amount for every click. */
function clickProblems(rule: DraftRule, path: string): Problem[] {
  const checks: [boolean, string, string][] = [
    [rule.kind !== "fixed", "kind", "a click has no value to take a percentage of: it pays a fixed amount"],
    [rule.trigger !== "every", "trigger", "a rule for clicks pays for every click"],
    [rule.months !== null, "months", "a rule for clicks has no end in months"],
    [rule.maxAmount !== null, "maxAmount", "a rule for clicks pays one amount and has no cap"],
    [rule.currency === null, "currency", "a fixed amount must say its currency"],
  ];
  return checks.flatMap(([wrong, field, reason]) => (wrong ? { path: `${path}.${field}`, reason } : []));
}

/** Above 0 and at most 100, without the zeros that say nothing, so that the same rate is always the same text. */
function readPercent(written: string, path: string, problems: Problem[]): string {
  const rate = parseDecimal(written);
  if (rate && rate.num > 0n && compare(rate, ALL) <= 0) return withoutIdleZeros(written);
  const reason = `"${written.slice(0, 40)}" is no percentage: write a decimal above 0 and at most 100, such as 12.5`;
  problems.push({ path, reason, code: "invalid_amount" });
  return written;
}

function withoutIdleZeros(decimal: string): string {
  const [whole = "", fraction = ""] = decimal.split(".");
  const digits = fraction.replace(/0+$/, "");
  return `${whole.replace(/^0+(?=\d)/, "")}${digits === "" ? "" : `.${digits}`}`;
}

/** An amount above zero in the form its currency is written in. Without a currency that problem is told elsewhere. */
function readPositive(written: string, currency: string | null, path: string, problems: Problem[]): string {
  if (currency === null) return written;
  const amount = readAmount(path, written, currency);
  if (typeof amount !== "bigint") {
    problems.push(amount);
    return written;
  }
  if (amount === 0n)
    problems.push({ path, reason: `0 ${currency} would pay nothing`, code: "invalid_amount" });
  return formatMinor(amount, exponentOf(currency));
}
