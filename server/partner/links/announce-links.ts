import type { Id } from "@/server/platform/ids";
import { announce } from "@/server/platform/notify/changes";
import type { Tx } from "@/server/platform/postgres/database";
import { codesOf } from "../store/links";

const MAX_CODES_ONE_BY_ONE = 100;

/** Tells every process that what it remembers of this partner's links is out of date. */
export async function announceLinks(tx: Tx, partnerId: Id): Promise<void> {
  const codes = await codesOf(tx, partnerId, MAX_CODES_ONE_BY_ONE + 1);
  if (codes.length > MAX_CODES_ONE_BY_ONE) await announce(tx, { kind: "brand", key: tx.brandId });
  else await Promise.all(codes.map((code) => announce(tx, { kind: "link", key: code })));
}
