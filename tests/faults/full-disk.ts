import { execFile } from "node:child_process";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { temporaryDataDir } from "../support/server/built-server";

const run = promisify(execFile);

/** A DATA_DIR whose spool has hardly any room, and what the server says when there is none left. */
export type SmallDisk = {
  dataDir: string;
  env: Record<string, string>;
  complaint: string;
  unmount(): Promise<void>;
};

/** A file system of its own that is really full soon, where this user may mount one; a small limit elsewhere. */
export async function smallDisk(): Promise<SmallDisk> {
  const dataDir = await temporaryDataDir();
  const folder = path.join(dataDir, "spool");
  await mkdir(folder);
  try {
    await run("mount", ["-t", "tmpfs", "-o", "size=256k", "tmpfs", folder]);
  } catch {
    const env = { CLICK_SPOOL_MAX_MB: "1" };
    return { dataDir, env, complaint: "the spool is full", unmount: () => Promise.resolve() };
  }
  const unmount = async (): Promise<void> => {
    await run("umount", [folder]);
  };
  return { dataDir, env: {}, complaint: "ENOSPC", unmount };
}
