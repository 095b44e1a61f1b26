import { now } from "@/server/platform/clock";
import { found } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import { announce } from "@/server/platform/notify/changes";
import { permitKeys } from "./all-scopes";
import { type Context, transact } from "./context";
import { note } from "./note";
import { findKey, markRevoked } from "./store";

/** Ends a key for good. Every process forgets it when this commits; revoking again changes nothing. A partner finds their own. */
export function revokeKey(ctx: Context, id: Id): Promise<void> {
  const own = permitKeys(ctx.actor);
  return transact(ctx, async (tx) => {
    const key = found(await findKey(tx, id, own), "api_key_not_found", `There is no API key "${id}".`);
    if (!(await markRevoked(tx, id, now()))) return;
    await note(tx, ctx.actor, { area: "access", kind: "key_revoked", about: key.name });
    await announce(tx, { kind: "api_key", key: key.hash });
  });
}
