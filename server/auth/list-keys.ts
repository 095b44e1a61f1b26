import { permitAll } from "./all-scopes";
import { type Context, transact } from "./context";
import { type ApiKey, type KeyPage, pageOfKeys } from "./store";

export type { ApiKey, KeyPage } from "./store";

/** The brand's keys, revoked ones too, newest first; one more than the page holds where another page follows. */
export function listKeys(ctx: Context, page: KeyPage): Promise<ApiKey[]> {
  permitAll(ctx.actor);
  return transact(ctx, (tx) => pageOfKeys(tx, page));
}
