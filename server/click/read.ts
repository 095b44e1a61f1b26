import { found } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";
import { type Click, loadClick } from "./store/read";

export type { Click } from "./store/read";

/** The click with this id. 404 `click_not_found` when the brand has none. */
export async function findClick(tx: Tx, id: Id): Promise<Click> {
  return found(await loadClick(tx, id), "click_not_found", `There is no click "${id}".`);
}

/** Why each of these clicks was judged as it was when it arrived; those that were judged valid have no reason. */
export async function verdictReasonsOf(tx: Tx, clickIds: readonly Id[]): Promise<Map<Id, string>> {
  const rows = await tx.sql<{ id: Id; reason: string }[]>`
    select id, verdict_reason as reason from clicks
    where brand_id = ${tx.brandId} and id = any(${[...clickIds]}::uuid[]) and verdict_reason is not null`;
  return new Map(rows.map((row) => [row.id, row.reason]));
}
