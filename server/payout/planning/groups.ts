import type { Currency } from "@/server/money/currency";
import { type Minor, ZERO } from "@/server/money/minor";
import type { Id } from "@/server/platform/ids";
import type { Preference, Rail } from "../rules";
import { sumText } from "../sum";
import { type Recipient, type Route, routeOf } from "./route";

/** What is approved and in no payout, of one partner in one currency, over all programs, negative entries included. */
export type Group = { partnerId: Id; currency: Currency; amount: Minor; entryIds: readonly Id[] };

/** What a brand has set. Thresholds are minor units by currency; a currency without one has none. */
export type PayoutSettings = { rail: Preference; thresholds: ReadonlyMap<Currency, Minor> };

export type Planned = Group & { rail: Rail; destination: string | null };
export type CarryReason = "negative_balance" | "nothing_owed" | "below_threshold" | "blocked";
export type Carried = Group & { reason: CarryReason; message: string };
export type Plan = { planned: Planned[]; carried: Carried[] };

/** Decides which groups are paid and how, and why the others wait. */
export function planGroups(
  groups: readonly Group[],
  settings: PayoutSettings,
  recipients: ReadonlyMap<Id, Recipient>,
): Plan {
  const plan: Plan = { planned: [], carried: [] };
  for (const group of groups) {
    const waits = whyWaits(group, settings.thresholds.get(group.currency) ?? ZERO);
    const recipient = recipients.get(group.partnerId);
    if (waits) plan.carried.push({ ...group, ...waits });
    else if (recipient) place(plan, group, routeOf(recipient, settings.rail, group));
  }
  return plan;
}

function place(plan: Plan, group: Group, route: Route): void {
  if ("blocked" in route) plan.carried.push({ ...group, reason: "blocked", message: route.blocked });
  else plan.planned.push({ ...group, ...route });
}

function whyWaits(group: Group, threshold: Minor): Pick<Carried, "reason" | "message"> | null {
  const { amount, currency } = group;
  if (amount < 0n) {
    return {
      reason: "negative_balance",
      message: `The balance is ${sumText(amount, currency)}: what was paid too much is taken off what comes next.`,
    };
  }
  if (amount === 0n)
    return { reason: "nothing_owed", message: "What is owed and what must come back are equal." };
  if (amount >= threshold) return null;
  return {
    reason: "below_threshold",
    message: `${sumText(amount, currency)} is below the threshold of ${sumText(threshold, currency)}.`,
  };
}
