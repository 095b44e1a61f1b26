import { type Context, permitBrand, transact } from "@/server/auth/context";
import { type Domain, loadDomains } from "./store";

export type { Domain } from "./store";

/** The brand's hosts, newest first. */
export function listDomains(ctx: Context): Promise<Domain[]> {
  permitBrand(ctx.actor, "programs:read");
  return transact(ctx, loadDomains);
}
