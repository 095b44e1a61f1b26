import type { Tx } from "@/server/platform/database";
import type { Id } from "@/server/platform/ids";
import type { Change } from "../types";
import { commissionsTold } from "./commissions";
import { eventsTold } from "./events";
import { othersTold } from "./others";
import type { Told } from "./told";

/** What receivers learn of these changes, by the change's id. One whose rows are gone is absent. */
export async function tell(tx: Tx, changes: readonly Change[]): Promise<Map<Id, Told>> {
  const commissions = changes.filter((change) => change.topic.startsWith("commission."));
  const events = changes.filter((change) => change.topic.startsWith("event."));
  const others = changes.filter((change) => !/^(commission|event)\./.test(change.topic));
  const told = await Promise.all([
    commissions.length > 0 ? commissionsTold(tx, commissions) : [],
    events.length > 0 ? eventsTold(tx, events) : [],
    others.length > 0 ? othersTold(tx, others) : [],
  ]);
  return new Map(told.flatMap((some) => [...some]));
}
