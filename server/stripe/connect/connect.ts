import type { Millis } from "@/server/platform/clock";
import type { Tx } from "@/server/platform/postgres/database";
import type { Secrets } from "@/server/platform/secrets";
import type { OwnAccount } from "../account";
import { openStripe, type StripeClient } from "../client";
import { modeOfKey, type StripeDoor } from "../connection";
import { loadConnection, saveConnection } from "../store";

/** A client for a key that is not stored yet. */
export function clientForKey(door: StripeDoor, apiKey: string): StripeClient {
  return openStripe({ apiKey, apiBase: door.apiBase, ...(door.fetch ? { fetch: door.fetch } : {}) });
}

/** Stores a brand's own account, sealed. */
export function storeOwnAccount(
  tx: Tx,
  secrets: Secrets,
  own: { apiKey: string; webhookSecrets: readonly string[]; account: OwnAccount; at: Millis; by: string },
): Promise<void> {
  return saveConnection(tx, {
    apiKey: secrets.encrypt(own.apiKey),
    webhookSecrets: secrets.encrypt(JSON.stringify(own.webhookSecrets)),
    account: own.account.id,
    accountName: own.account.name,
    livemode: modeOfKey(own.apiKey) === "live",
    connectedAt: own.at,
    connectedBy: own.by,
    checkedAt: own.at,
  });
}

export function forgetOwnAccount(tx: Tx): Promise<void> {
  return saveConnection(tx, {
    apiKey: null,
    webhookSecrets: null,
    account: null,
    accountName: null,
    livemode: null,
    connectedAt: null,
    connectedBy: null,
    checkedAt: null,
  });
}

/** How a brand's amounts are read from now on. */
export function storeReading(
  tx: Tx,
  reading: { keepsTax?: boolean; keepsShipping?: boolean },
): Promise<void> {
  return saveConnection(tx, reading);
}

/** What is stored of a brand's own account, its secrets left out. */
export async function storedAccount(tx: Tx) {
  const row = await loadConnection(tx);
  if (!row) return null;
  const { apiKey: _, webhookSecrets: __, ...shown } = row;
  return shown;
}
