import type { Millis } from "@/server/platform/clock";
import { type Id, newId } from "@/server/platform/ids";
import type { Books, GroupFilter, NewPayout } from "../books";
import { payoutMessage } from "../messages";
import { sumText } from "../sum";
import { type Carried, type PayoutSettings, type Planned, planGroups } from "./groups";

export type PlanRequest = {
  settings: PayoutSettings;
  filter: GroupFilter;
  /** Decides and changes nothing. */
  preview: boolean;
  by: string;
  now: Millis;
};

/** `payoutId` is null in a preview. */
export type PlanReport = { planned: (Planned & { payoutId: Id | null })[]; carried: Carried[] };

/**
 * Groups what is approved, decides what is paid, and claims it. Makes no outside call. The entries are held from the first look
 * on, so two plans at once cannot claim one.
 */
export async function plan(books: Books, request: PlanRequest): Promise<PlanReport> {
  const groups = await books.holdGroups(request.filter);
  const recipients = await books.recipients([...new Set(groups.map((group) => group.partnerId))]);
  const { planned, carried } = planGroups(groups, request.settings, recipients);
  if (request.preview) return { planned: planned.map((one) => ({ ...one, payoutId: null })), carried };
  const payouts = planned.map(
    (one): NewPayout => ({ ...one, id: newId(), createdAt: request.now, createdBy: request.by }),
  );
  await books.add(payouts);
  for (const { id, amount, currency } of payouts) {
    const note = `planned over ${sumText(amount, currency)}`;
    await books.note(id, "planned", { at: request.now, by: request.by, note });
  }
  await books.tell(payouts.map((payout) => payoutMessage("created", payout)));
  return { planned: payouts.map(({ id, ...one }) => ({ ...one, payoutId: id })), carried };
}
