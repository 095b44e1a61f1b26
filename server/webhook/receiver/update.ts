import { isDeepStrictEqual } from "node:util";
import { actorName, type Context, transact } from "@/server/auth/context";
import { note } from "@/server/auth/note";
import { now } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import { enqueue } from "@/server/platform/outbox";
import type { Tx } from "@/server/platform/postgres/database";
import { HEALTHY } from "../rules";
import { makeDue } from "../store/deliveries";
import { type ReceiverRow, saveReceiver } from "../store/receivers";
import { dueMessage } from "../types";
import { holdReceiver, permitReceivers, type ReceiverKind } from "./access";
import { actOn } from "./act";
import { type ReceiverInput, refuseUnusable } from "./input";

/** What people decide of one, beside whether it is paused. */
const EDITED = ["url", "method", "body", "types", "description"] as const;

export type ReceiverChange = {
  [Field in keyof Omit<ReceiverInput, "kind">]?: ReceiverInput[Field] | undefined;
} & { status?: "active" | "paused" | undefined };

/**
 * Changes a receiver; what is absent stays. While it is paused its messages wait. Resumed, it gets them all, in order, and each
 * is tried for three days again.
 */
export function updateReceiver(
  ctx: Context,
  kind: ReceiverKind,
  id: Id,
  { status, ...change }: ReceiverChange,
): Promise<ReceiverRow> {
  permitReceivers(ctx, kind, "write");
  return transact(ctx, async (tx) => {
    const before = await holdReceiver(ctx, tx, kind, id);
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
    const after: ReceiverRow = { ...before, ...given, ...pausing(ctx, before, status) };
    refuseUnusable(ctx.services.outbound, after);
    await saveReceiver(tx, after);
    await noteChanges(ctx, tx, before, after);
    if (before.pausedAt !== null && after.pausedAt === null) {
      await makeDue(tx, id, { anew: true });
      await enqueue(tx, [dueMessage(id)]);
    }
    return after;
  });
}

async function noteChanges(
  { actor }: Context,
  tx: Tx,
  before: ReceiverRow,
  after: ReceiverRow,
): Promise<void> {
  const { pausedAt } = after;
  if ((before.pausedAt === null) !== (pausedAt === null))
    await note(tx, actor, actOn(after, pausedAt === null ? "resumed" : "paused"));
  const edited = EDITED.some((field) => !isDeepStrictEqual(before[field], after[field]));
  if (edited) await note(tx, actor, actOn(after, "edited"));
}

function pausing(
  ctx: Context,
  before: ReceiverRow,
  status: "active" | "paused" | undefined,
): Partial<ReceiverRow> {
  if (status === "paused" && before.pausedAt === null) {
    return { pausedAt: now(), pausedBy: actorName(ctx.actor), pauseReason: null };
  }
  if (status === "active" && before.pausedAt !== null) {
    return { ...HEALTHY, pausedAt: null, pausedBy: null, pauseReason: null };
  }
  return {};
}
