import type { Environment } from "@/server/platform/env";
import type { Id } from "@/server/platform/ids";
import type { Database } from "@/server/platform/postgres/database";
import { ensureHomeBrand } from "./install";

/**
 * Finds the one brand of a self-hosted installation, asking the database once; in hosted mode there is none. It also makes
 * the brand where nothing has yet, because a server without an entry of its own (Vercel) has no start to do it at.
 */
export function homeBrandOf(
  database: Database,
  mode: Environment["OPENPARTNER_MODE"],
): () => Promise<Id | null> {
  if (mode === "hosted") return async () => null;
  let known: Promise<Id> | null = null;
  return () => {
    known ??= ensureHomeBrand(database).catch((error: unknown) => {
      // Remembering a failure would refuse every request until the next start.
      known = null;
      throw error;
    });
    return known;
  };
}
