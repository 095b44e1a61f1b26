import { CATEGORIES, type Category } from "@/emails/template";
import type { Tx } from "@/server/platform/postgres/database";
import { addressKey } from "./queue";
import { optOutsOf, setWanted } from "./store";

/** Keeps which kinds of mail a person wants from this brand: all, until they say otherwise. */
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

/** Which kinds of mail a person wants from this brand. */
export async function loadPreferences(tx: Tx, address: string): Promise<Record<Category, boolean>> {
  const unwanted = new Set(await optOutsOf(tx, addressKey(address)));
  return {
    payouts: !unwanted.has("payouts"),
    reviews: !unwanted.has("reviews"),
    notices: !unwanted.has("notices"),
  };
}
