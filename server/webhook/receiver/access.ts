import { type Context, ownPartner, permit, permitBrand } from "@/server/auth/context";
import { AppError, found } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";
import { loadReceiver, lockReceiver, type ReceiverRow } from "../store/receivers";

export type ReceiverKind = ReceiverRow["kind"];

/** Webhooks are the brand's alone; postbacks are also their partner's. */
export function permitReceivers({ actor }: Context, kind: ReceiverKind, mode: "read" | "write"): void {
  if (kind === "webhook") permitBrand(actor, `webhooks:${mode}`);
  else permit(actor, `webhooks:${mode}`);
}

/** The receiver, if this caller may know it. 404 `webhook_not_found` or `postback_not_found`. */
export async function findReceiver(ctx: Context, tx: Tx, kind: ReceiverKind, id: Id): Promise<ReceiverRow> {
  return visible(ctx, kind, id, await loadReceiver(tx, id));
}

/** The same, which nobody else changes until the transaction ends. */
export async function holdReceiver(ctx: Context, tx: Tx, kind: ReceiverKind, id: Id): Promise<ReceiverRow> {
  return visible(ctx, kind, id, await lockReceiver(tx, id));
}

function visible(ctx: Context, kind: ReceiverKind, id: Id, row: ReceiverRow | null): ReceiverRow {
  const own = ownPartner(ctx.actor);
  const known = row?.kind === kind && (own === null || row.partnerId === own);
  return found(known ? row : null, `${kind}_not_found`, `There is no ${kind} ${id}.`);
}

/** A field of the body that cannot be used, told as the doors tell it. */
export function unusable(path: string, reason: string): AppError {
  return new AppError("invalid_body", `The body cannot be used: ${reason}.`, { detail: [{ path, reason }] });
}
