import { type Context, permitBrand, transact } from "@/server/auth/context";
import { exponentOf } from "@/server/money/currency";
import { formatMinor } from "@/server/money/minor";
import { currencyProblems, readAmount } from "./amounts";
import { type Problem, refuseProblems } from "./problems";
import { type BrandChanges, type BrandRow, saveBrand } from "./store";
import { isTimeZone } from "./time-zone";

/** Thresholds are decimals in major units by currency, and replace those there were. */
export type SettingsChanges = { [Key in keyof BrandChanges]?: BrandChanges[Key] | undefined };

/** Changes what the brand has set for itself; what is absent stays as it is. Returns all settings. */
export function updateSettings(ctx: Context, changes: SettingsChanges): Promise<BrandRow> {
  permitBrand(ctx.actor, "programs:write");
  const { payoutThresholds, ...rest } = changes;
  const problems: Problem[] = [];
  if (changes.currency !== undefined) problems.push(...currencyProblems("currency", changes.currency));
  if (changes.timeZone !== undefined && !isTimeZone(changes.timeZone)) {
    problems.push({ path: "timeZone", reason: `"${changes.timeZone.slice(0, 64)}" is no IANA time zone` });
  }
  const thresholds = payoutThresholds === undefined ? {} : exactThresholds(payoutThresholds, problems);
  refuseProblems(problems);
  const stored = payoutThresholds === undefined ? rest : { ...rest, payoutThresholds: thresholds };
  return transact(ctx, (tx) => saveBrand(tx, given(stored)));
}

/** Amounts with the decimals of their currency, so that one threshold has one way to be written. */
function exactThresholds(thresholds: Record<string, string>, problems: Problem[]): Record<string, string> {
  const exact: Record<string, string> = {};
  for (const [written, amount] of Object.entries(thresholds)) {
    const path = `payoutThresholds.${written}`;
    const currency = written.toUpperCase();
    const unknown = currencyProblems(path, currency);
    problems.push(...unknown);
    if (exact[currency] !== undefined) problems.push({ path, reason: `${currency} is given twice` });
    if (unknown.length > 0) continue;
    const value = readAmount(path, amount, currency);
    if (typeof value === "bigint") exact[currency] = formatMinor(value, exponentOf(currency));
    else problems.push(value);
  }
  return exact;
}

/** The changes without those that are undefined, which mean "as it is". */
function given(changes: SettingsChanges): BrandChanges {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}
