import { mkdir, open, readdir, rename, stat, unlink } from "node:fs/promises";
import path from "node:path";
import { type Millis, SECOND_MS } from "@/server/platform/clock";
import { newId, uuidFromId } from "@/server/platform/ids";

/**
 * Spool files carry their state and owner in their name: `<id>.<pid>.open` is being appended to, `<id>.sealed` waits to be
 * replayed, `<id>.<pid>.claimed` is being replayed, `<id>.rejected` holds what the database will never take. The ids are ULIDs,
 * so files sort by age.
 */
const NAME = /^([0-7][0-9A-HJKMNP-TV-Z]{25})(?:\.(\d+))?\.(open|sealed|claimed|rejected)$/;
/** After how long without a change a file is up for anybody: its process's number may belong to another one by now. */
const ABANDONED_MS = 60 * SECOND_MS;

export type SpoolFile = { id: string; pid: number | null; state: string; path: string };

/** The spool's files, oldest first. A folder that is not there yet has none. */
export async function listFiles(folder: string): Promise<SpoolFile[]> {
  const names = await readdir(folder).catch(unlessMissing([]));
  return names.sort().flatMap((name) => {
    const match = NAME.exec(name);
    if (!match) return [];
    const [, id = "", pid, state = ""] = match;
    return { id, pid: pid === undefined ? null : Number(pid), state, path: path.join(folder, name) };
  });
}

export const makeFolder = (folder: string) => mkdir(folder, { recursive: true, mode: 0o700 });
export const openPath = (folder: string): string => path.join(folder, `${newId()}.${process.pid}.open`);
export const rejectedPath = (folder: string, id: string): string => path.join(folder, `${id}.rejected`);

/** When the first click of a file came, which is when the file was made. */
export function begunAt(file: SpoolFile): Millis {
  return Number.parseInt(uuidFromId(file.id).replaceAll("-", "").slice(0, 12), 16);
}

/** Takes a file for replay. Null when another process was faster. */
export async function claim(folder: string, file: SpoolFile): Promise<SpoolFile | null> {
  const claimed = path.join(folder, `${file.id}.${process.pid}.claimed`);
  if (claimed === file.path) return file;
  if (!(await moved(file.path, claimed))) return null;
  return { ...file, pid: process.pid, state: "claimed", path: claimed };
}

/** Gives a file back, for a later replay. */
export async function seal(folder: string, file: string): Promise<void> {
  const id = path.basename(file).split(".")[0];
  await moved(file, path.join(folder, `${id}.sealed`));
}

function moved(from: string, to: string): Promise<boolean> {
  return rename(from, to).then(() => true, unlessMissing(false));
}

/** Removes a replayed file for good: the folder is synced, so that a power cut cannot bring it back. */
export async function remove(folder: string, file: string): Promise<void> {
  // Where another process took it over meanwhile, that one removes it.
  await unlink(file).catch(unlessMissing(undefined));
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

export function sizeOf(file: string): Promise<number> {
  return stat(file).then((found) => found.size, unlessMissing(0));
}

export function exists(file: string): Promise<boolean> {
  return stat(file).then(() => true, unlessMissing(false));
}

/**
 * Whether a file's process will hardly go on with it: it is gone, it was one before us with our number, or it has not touched
 * the file for long. A guess is enough, because taking a file from a living process does no harm: one that appends looks
 * whether its file is still in its place, and replaying a file twice is replaying it once.
 */
export async function isAbandoned(file: SpoolFile, time: Millis): Promise<boolean> {
  if (file.pid === process.pid || (file.pid !== null && !isRunning(file.pid))) return true;
  const touched = await stat(file.path).then((found) => found.ctimeMs, unlessMissing(time));
  return touched < time - ABANDONED_MS;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}

/** Gives `value` instead of the error that says that a file is not there. */
export function unlessMissing<T>(value: T): (error: unknown) => T {
  return (error) => {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return value;
    throw error;
  };
}
