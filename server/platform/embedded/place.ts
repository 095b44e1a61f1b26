import { createHash } from "node:crypto";
import { chown, mkdir } from "node:fs/promises";
import path from "node:path";
import type { Account } from "./account";
import { canReach, letPass } from "./reach";

/** Where things stand that the account `postgres` must reach when the project's own folder is closed to it. */
export const SYSTEM_FOLDER = "/var/lib/openpartner";

/** The folder for the cluster's files, made and owned by the account that runs PostgreSQL. */
export async function choosePlace(dataDir: string, account: Account | null): Promise<string> {
  if (!account) return path.join(dataDir, "postgres");
  if (await canReach(account, path.dirname(dataDir))) {
    await letPass(dataDir);
    return path.join(dataDir, "postgres");
  }
  const name = createHash("sha256").update(dataDir).digest("hex").slice(0, 16);
  const folder = path.join(SYSTEM_FOLDER, name);
  await mkdir(folder, { recursive: true, mode: 0o755 });
  await chown(folder, account.uid, account.gid);
  return path.join(folder, "postgres");
}
