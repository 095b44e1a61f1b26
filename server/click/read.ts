import type { Tx } from "@/server/platform/database";
import { found } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import { type Click, loadClick } from "./store/read";

export type { Click } from "./store/read";

/** The click with this id. 404 `click_not_found` when the brand has none. */
export async function findClick(tx: Tx, id: Id): Promise<Click> {
  return found(await loadClick(tx, id), "click_not_found", `There is no click "${id}".`);
}
