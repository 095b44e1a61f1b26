import type { Tx } from "@/server/platform/database";
import type { Id } from "@/server/platform/ids";
import { usersWithClick } from "./store";

/** The users to whom a click belongs: those whose histories a decision about the click concerns. */
export function usersOfClick(tx: Tx, clickId: Id): Promise<string[]> {
  return usersWithClick(tx, clickId);
}
