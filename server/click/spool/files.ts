import { open, readdir, rename, stat, unlink } from "node:fs/promises";
import path from "node:path";
import { newId } from "@/server/platform/ids";

/**
 * Spool files carry their state and owner in their name: `<id>.<pid>.open` is being appended to, `<id>.sealed` waits to be
 * replayed, `<id>.<pid>.claimed` is being replayed, `<id>.rejected` holds what the database will never take. The ids are ULIDs,
 * so files sort by age.
 */
const NAME = /^([0-9A-Z]{26})(?:\.(\d+))?\.(open|sealed|claimed|rejected)$/;

export type SpoolFile = { id: string; pid: number | null; state: string; path: string };

export async function listFiles(folder: string): Promise<SpoolFile[]> {
  const names = await readdir(folder);
  return names.sort().flatMap((name) => {
    const match = NAME.exec(name);
    if (!match) return [];
    const [, id = "", pid, state = ""] = match;
    return { id, pid: pid === undefined ? null : Number(pid), state, path: path.join(folder, name) };
  });
}

export const openPath = (folder: string): string => path.join(folder, `${newId()}.${process.pid}.open`);
export const rejectedPath = (folder: string, id: string): string => path.join(folder, `${id}.rejected`);

/** Takes a file for replay, from nobody or from a process that is gone. Null when another process was faster. */
export async function claim(folder: string, file: SpoolFile): Promise<SpoolFile | null> {
  const claimed = path.join(folder, `${file.id}.${process.pid}.claimed`);
  if (!(await moved(file.path, claimed))) return null;
  return { ...file, pid: process.pid, state: "claimed", path: claimed };
}

/** Gives a file back, for a later replay. */
export async function seal(folder: string, file: string): Promise<void> {
  const id = path.basename(file).split(".")[0];
  await moved(file, path.join(folder, `${id}.sealed`));
}

async function moved(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

/** Removes a replayed file for good: the folder is synced, so that a power cut cannot bring it back. */
export async function remove(folder: string, file: string): Promise<void> {
  await unlink(file);
  await syncFolder(folder);
}

export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

export async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size;
  } catch (error) {
    if (isMissing(error)) return 0;
    throw error;
  }
}

/** Whether nobody will append to a file or replay it any more: its process is gone. One that merely reuses the number counts as there. */
export function isOrphan(file: SpoolFile): boolean {
  if (file.pid === null || file.pid === process.pid) return file.pid !== null;
  try {
    process.kill(file.pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === "ENOENT";
}
