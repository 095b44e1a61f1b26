import { type Context, permitBrand } from "@/server/auth/context";
import { found } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import { listSetAside, putBack, type SetAsideRow } from "../store/views";

export type { SetAsideRow } from "../store/views";

/** Changes that something could not take, newest first, and one more than asked for. */
export function readSetAside(
  { services, actor }: Context,
  filter: { cursor?: Id | undefined; limit: number },
): Promise<SetAsideRow[]> {
  permitBrand(actor, "programs:read");
  return services.database.asSystem("look at jobs", (sql) => listSetAside(sql, actor.brandId, filter));
}

/** Tells a change once more to whoever could not take it. It then comes after what happened to its object since. */
export async function tellAgain({ services, actor }: Context, id: Id): Promise<SetAsideRow> {
  permitBrand(actor, "programs:write");
  const [row] = await services.database.asSystem("look at jobs", (sql) => putBack(sql, actor.brandId, id));
  return found(row, "change_not_found", `No change "${id}" is set aside.`);
}
