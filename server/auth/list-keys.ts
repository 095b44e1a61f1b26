import { now } from "@/server/platform/clock";
import type { Tx } from "@/server/platform/postgres/database";
import { permitKeys } from "./all-scopes";
import { type Context, transact } from "./context";
import { type ApiKey, countKeys, type KeyCounts, type KeyPage, pageOfKeys } from "./store";

export type { ApiKey, KeyPage } from "./store";

/** The brand's keys, or those of the partner who asks, revoked ones too, newest first; one more than the page holds where another page follows. */
export function listKeys(ctx: Context, page: KeyPage): Promise<ApiKey[]> {
  const own = permitKeys(ctx.actor);
  return transact(ctx, async (tx) => {
    if (own === null) return pageOfKeys(tx, page, now());
    return page.partnerId === undefined || page.partnerId === own
      ? pageOfKeys(tx, { ...page, partnerId: own }, now())
      : [];
  });
}

/** How many keys of the brand and of its partners work now. */
export function workingKeys(tx: Tx): Promise<KeyCounts> {
  return countKeys(tx, now());
}
