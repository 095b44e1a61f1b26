import type { Id } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";
import { lockClick, usersWithClick } from "./store";

/** Lets one transaction at a time tie a click to users or decide about it: each then knows of the other's work. */
export function holdClick(tx: Tx, clickId: Id): Promise<void> {
  return lockClick(tx, clickId);
}

/** The users to whom a click belongs: those whose histories a decision about the click concerns. */
export function usersOfClick(tx: Tx, clickId: Id): Promise<string[]> {
  return usersWithClick(tx, clickId);
}
