import { CATEGORIES, type Category } from "@/emails/template";
import type { Tx } from "@/server/platform/database";
import { addressKey } from "./queue";
import { optOutsOf, setWanted } from "./store";

/** Which kinds of mail a person wants from this brand: all, until they say otherwise. */
export async function readPreferences(tx: Tx, address: string): Promise<Record<Category, boolean>> {
  const out = new Set(await optOutsOf(tx, addressKey(address)));
  return {
    payouts: !out.has("payouts"),
    reviews: !out.has("reviews"),
    notices: !out.has("notices"),
  };
}

export async function savePreferences(
  tx: Tx,
  address: string,
  wanted: Partial<Record<Category, boolean>>,
): Promise<void> {
  for (const category of CATEGORIES) {
    const choice = wanted[category];
    if (choice !== undefined) await setWanted(tx, addressKey(address), category, choice);
  }
}
