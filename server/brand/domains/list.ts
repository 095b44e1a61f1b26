import { type Context, permitBrand, transact } from "@/server/auth/context";
import { type Domain, loadDomains } from "./store";

export type { Domain } from "./store";

/** The brand's hosts, or those that are verified or not, newest first. */
export function listDomains(ctx: Context, verified?: boolean): Promise<Domain[]> {
  permitBrand(ctx.actor, "programs:read");
  return transact(ctx, (tx) => loadDomains(tx, verified));
}
