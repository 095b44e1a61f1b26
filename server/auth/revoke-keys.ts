import { now } from "@/server/platform/clock";
import { announce } from "@/server/platform/notify/changes";
import { permitOwner } from "./all-scopes";
import { type Context, transact } from "./context";
import { note } from "./note";
import { markAllRevoked } from "./store";
import { tellTeam } from "./tell-team";

/**
 * Ends every key of the brand that works, those of partners only if asked. Resolves to how many there were. Keys in the server's
 * environment are none of the brand's and stay.
 */
export function revokeKeys(ctx: Context, { ofPartners }: { ofPartners: boolean }): Promise<number> {
  permitOwner(ctx.actor);
  return transact(ctx, async (tx) => {
    const hashes = await markAllRevoked(tx, now(), ofPartners);
    if (hashes.length === 0) return 0;
    await note(tx, ctx.actor, { area: "access", kind: "keys_revoked", about: null, count: hashes.length });
    await tellTeam(tx, ctx.actor, "keys_revoked");
    await Promise.all(hashes.map((key) => announce(tx, { kind: "api_key", key })));
    return hashes.length;
  });
}
