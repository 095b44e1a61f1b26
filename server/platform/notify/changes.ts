import type { Id } from "../ids";
import { ofProcess } from "../memory/of-process";
import type { Tx } from "../postgres/database";
import { type Ear, openWire } from "./wire";

/** What other processes must forget: the kind of thing and its key in their caches. */
export type Change = { kind: "api_key" | "link" | "program" | "brand" | "domain"; key: string };
/** A change with the brand whose it is. */
export type Announced = Change & { brandId: Id };

const CHANNEL = "openpartner_changes";

type Listener = (change: Announced) => void;
const listeners = (): Set<Listener> => ofProcess("changes.listeners", () => new Set());

/** Calls `listener` with each change that this process announces, at once. Returns what ends that. */
export function onAnnounce(listener: Listener): () => void {
  listeners().add(listener);
  return () => void listeners().delete(listener);
}

/**
 * Tells every process, when the transaction commits, that something they may remember has changed: its own before whoever asked
 * for the change hears that it is made, the others within a moment.
 */
export async function announce(tx: Tx, change: Change): Promise<void> {
  const announced: Announced = { ...change, brandId: tx.brandId };
  tx.onceCommitted(() => {
    for (const listener of listeners()) listener(announced);
  });
  await tx.sql`select pg_notify(${CHANNEL}, ${JSON.stringify(announced)})`;
}

/** Hears what `announce` says. */
export function earForChanges(onChange: (change: Announced) => void): Ear {
  // Nothing but `announce` speaks on this channel.
  return { channel: CHANNEL, heard: (payload) => onChange(JSON.parse(payload) as Announced) };
}

/**
 * Calls `onChange` for each announced change. `onGap` is called each time the connection stands: changes may have been missed
 * before, so everything remembered must be looked up again.
 */
export function listenForChanges(
  databaseUrl: string,
  onChange: (change: Announced) => void,
  onGap: () => void,
): Promise<{ stop(): Promise<void> }> {
  return openWire(databaseUrl, [earForChanges(onChange)], onGap);
}
