import type { Tx } from "@/server/platform/postgres/database";
import { loadFiles, type StoredFile } from "./store";

/** The brand's logo; null where it has none. Anybody may see it, so nobody is asked who they are. */
export async function readLogo(tx: Tx): Promise<StoredFile | null> {
  return (await loadFiles(tx, "logo"))[0] ?? null;
}
