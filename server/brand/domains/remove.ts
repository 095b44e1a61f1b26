import { type Context, permitBrand, transact } from "@/server/auth/context";
import { note } from "@/server/auth/note";
import { now } from "@/server/platform/clock";
import { found } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import { announce } from "@/server/platform/notify/changes";
import { loadDomain, markRemoved } from "./store";

/** Gives a host up. Links that were shared with it lead nowhere from then on, where the server has many brands. */
export function removeDomain(ctx: Context, id: Id): Promise<void> {
  permitBrand(ctx.actor, "programs:write");
  return transact(ctx, async (tx) => {
    const domain = found(await loadDomain(tx, id), "domain_not_found", `There is no domain "${id}".`);
    await markRemoved(tx, id, now());
    await note(tx, ctx.actor, { area: "access", kind: "domain_removed", about: domain.host });
    await announce(tx, { kind: "domain", key: domain.host });
  });
}
