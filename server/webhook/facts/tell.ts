import type { Id } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";
import type { Change } from "../types";
import { commissionsTold } from "./commissions";
import { eventsTold } from "./events";
import { othersTold } from "./others";
import { payoutsTold } from "./payouts";
import type { Told } from "./told";

/** What receivers learn of these changes, by the change's id. One whose rows are gone is absent. */
export async function tell(tx: Tx, changes: readonly Change[]): Promise<Map<Id, Told>> {
  const of = (object: string) => changes.filter((change) => change.topic.startsWith(`${object}.`));
  const [commissions, events, payouts] = [of("commission"), of("event"), of("payout")];
  const others = changes.filter((change) => !/^(commission|event|payout)\./.test(change.topic));
  const told = await Promise.all([
    commissions.length > 0 ? commissionsTold(tx, commissions) : [],
    events.length > 0 ? eventsTold(tx, events) : [],
    payouts.length > 0 ? payoutsTold(tx, payouts) : [],
    others.length > 0 ? othersTold(tx, others) : [],
  ]);
  return new Map(told.flatMap((some) => [...some]));
}
