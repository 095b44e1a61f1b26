import { now } from "@/server/platform/clock";
import { AppError, assert } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import type { Cache } from "@/server/platform/memory/cache";
import { type Secrets, sha256 } from "@/server/platform/secrets";
import type { Actor } from "./context";
import type { Key } from "./keys";

/** What is needed to tell who is asking. */
export type Gate = {
  readonly secrets: Secrets;
  readonly keys: Cache<Key>;
  /** The one brand of a self-hosted installation; null in hosted mode, where only a key tells the brand. */
  homeBrand(): Promise<Id | null>;
};

const BEARER = /^Bearer\s+(\S+)$/i;

/** Who sent this request. A missing or wrong key is 401; a browser without a key is known by its origin alone. */
export async function authenticate(
  gate: Gate,
  authorization: string | undefined,
  origin: string | undefined,
  browserAllowed: boolean,
): Promise<Actor> {
  if (authorization === undefined) {
    if (browserAllowed && origin) return browserActor(gate, origin);
    throw new AppError("unauthorized", "This needs an API key: send the header Authorization: Bearer op_….");
  }
  const secret = BEARER.exec(authorization)?.[1];
  if (!secret) {
    throw new AppError(
      "unauthorized",
      "The Authorization header must read: Bearer, a space, and an API key.",
    );
  }
  const hash = sha256(secret);
  // How long comparing digests takes says nothing about the key.
  const adminBrand = hash === gate.secrets.adminApiKeyHash ? await gate.homeBrand() : null;
  if (adminBrand) return { kind: "admin", brandId: adminBrand };
  const key = await gate.keys.get(hash);
  if (!key || (key.expiresAt !== null && key.expiresAt <= now())) {
    throw new AppError("unauthorized", "This API key is not known, or was revoked, or has expired.");
  }
  return actorOf(key, origin);
}

async function browserActor(gate: Gate, origin: string): Promise<Actor> {
  const brandId = await gate.homeBrand();
  if (!brandId) throw new AppError("unauthorized", "A page needs a publishable key (opk_…) here.");
  return { kind: "browser", brandId, origin };
}

function actorOf(key: Key, origin: string | undefined): Actor {
  switch (key.kind) {
    case "secret":
      return { kind: "secret", brandId: key.brandId, keyId: key.id, scopes: key.scopes };
    case "publishable":
      return { kind: "publishable", brandId: key.brandId, keyId: key.id, origin: origin ?? null };
    case "partner":
      assert(key.partnerId, `partner key ${key.id} names no partner`);
      return {
        kind: "partner",
        brandId: key.brandId,
        keyId: key.id,
        partnerId: key.partnerId,
        scopes: key.scopes,
      };
  }
}
