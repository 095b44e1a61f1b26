import type { Services } from "@/server/auth/context";
import type { Id } from "@/server/platform/ids";
import { brandsWithDue } from "@/server/webhook/due-brands";
import { changesWaiting, deliveriesDue } from "../client";
import { brandsWithChanges } from "../store/outbox";

/** An event that wakes a function for a brand. */
export type Signal = { name: string; data: { brandId: Id } };

export async function lookForChanges({ database }: Services): Promise<Signal[]> {
  const brands = await database.asSystem("relay changes", (sql) => brandsWithChanges(sql));
  return brands.map((brandId) => changesWaiting.create({ brandId })).map(plain);
}

/** Everything that waits for a function, in all brands. */
export async function lookForWork(services: Services): Promise<Signal[]> {
  const due = await brandsWithDue(services);
  const deliveries = due.map((brandId) => deliveriesDue.create({ brandId })).map(plain);
  return [...(await lookForChanges(services)), ...deliveries];
}

/** Without the method that validates, which cannot be kept as a step's result. */
function plain({ name, data }: Signal): Signal {
  return { name, data };
}
