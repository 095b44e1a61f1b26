import { apiKeys } from "@/db/schema/tenant/auth";
import { type KeyKind, newSecret } from "@/server/auth/keys";
import type { Scope } from "@/server/auth/scopes";
import { now } from "@/server/platform/clock";
import { type Id, newId } from "@/server/platform/ids";
import { sha256 } from "@/server/platform/secrets";
import type { World } from "../world";

/** A key of the brand, as its secret. Without scopes it has all. */
export async function makeKey(
  world: World,
  kind: KeyKind,
  options: { scopes?: Scope[]; partnerId?: Id } = {},
): Promise<string> {
  const secret = newSecret(kind);
  await world.database.inBrand(world.brandId, ({ orm }) =>
    orm.insert(apiKeys).values({
      brandId: world.brandId,
      id: newId(),
      name: kind,
      kind,
      hash: sha256(secret),
      prefix: secret.slice(0, 8),
      scopes: options.scopes ?? null,
      partnerId: options.partnerId ?? null,
      createdAt: now(),
    }),
  );
  return secret;
}
