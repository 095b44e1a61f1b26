import { chmod, chown, mkdir, mkdtemp } from "node:fs/promises";
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
  await mkdir(SYSTEM_FOLDER, { recursive: true, mode: 0o755 });
  // A new name each time: where DATA_DIR was removed, its old database neither comes back nor is in the way.
  const folder = await mkdtemp(path.join(SYSTEM_FOLDER, "data-"));
  await chmod(folder, 0o755);
  await chown(folder, account.uid, account.gid);
  return path.join(folder, "postgres");
}
