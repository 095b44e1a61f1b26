import { isDeepStrictEqual } from "node:util";
import { type Context, permitBrand, transact } from "@/server/auth/context";
import { note } from "@/server/auth/note";
import { exponentOf } from "@/server/money/currency";
import { formatMinor } from "@/server/money/minor";
import type { Tx } from "@/server/platform/postgres/database";
import { currencyProblems, readAmount } from "./amounts";
import { type Problem, refuseProblems } from "./problems";
import { type BrandChanges, type BrandRow, loadBrand, saveBrand } from "./store";
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
  return transact(ctx, async (tx) => {
    const before = await loadBrand(tx);
    const after = await saveBrand(tx, given(stored));
    await noteChanges(ctx, tx, before, after);
    return after;
  });
}

/** One act for each setting that is another than before, with what it is now. */
async function noteChanges({ actor }: Context, tx: Tx, before: BrandRow, after: BrandRow): Promise<void> {
  const old = new Map<string, unknown>(Object.entries(before));
  for (const [setting, value] of Object.entries(after)) {
    if (isDeepStrictEqual(old.get(setting), value)) continue;
    await note(tx, actor, { area: "settings", kind: setting, about: told(value) });
  }
}

function told(value: unknown): string | null {
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.join(", ");
  const pairs = Object.entries(value ?? {}).map((pair) => pair.join(" "));
  return pairs.length === 0 ? null : pairs.join(", ");
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
