import { type Context, permitBrand, transact } from "@/server/auth/context";
import { type Application, type ApplicationPage, pageOfApplications } from "./store";

export type { Application } from "./store";

/** Who applied, newest first; one more than the page holds where another page follows. */
export function listApplications(ctx: Context, page: ApplicationPage): Promise<Application[]> {
  permitBrand(ctx.actor, "partners:read");
  return transact(ctx, (tx) => pageOfApplications(tx, page));
}
