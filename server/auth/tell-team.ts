import { enqueue } from "@/server/platform/outbox";
import type { Tx } from "@/server/platform/postgres/database";
import type { Actor } from "./context";

/** Acts at once upon everything of a brand's, of which all of its owners and admins are to know. */
export type TeamAct = "signed_out" | "keys_revoked" | "links_paused";

/** Has the brand's team told by mail what somebody did. */
export function tellTeam(tx: Pick<Tx, "sql" | "brandId">, actor: Actor, act: TeamAct): Promise<void> {
  const by = actor.kind === "member" ? actor.email : null;
  return enqueue(tx, [{ topic: `team.${act}`, subject: tx.brandId, payload: { by } }]);
}
