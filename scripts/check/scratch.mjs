import { chmodSync, mkdirSync, rmdirSync, statfsSync } from "node:fs";
import os from "node:os";

const MEMORY = "/dev/shm";
const GIBIBYTE = 1024 ** 3;
/** Databases of tests are small, but each test file has its own, and they come and go by the hundred. */
const ROOM_BYTES = 4 * GIBIBYTE;
const SPARE_BYTES = 8 * GIBIBYTE;
/** As of /tmp: everybody may add, PostgreSQL's own user too, and nobody may remove what is another's. */
const SHARED = 0o1777;

/**
 * Runs `work` with the folder for what tests write for a while: in memory where there is plenty of it, because a disk makes them a
 * fifth slower; else where temporary files usually are. A TMPDIR that somebody named stays.
 */
export async function withScratch(work) {
  const folder = inMemory();
  try {
    return await work(folder ?? os.tmpdir());
  } finally {
    if (folder) removeEmpty(folder);
  }
}

function inMemory() {
  if (process.env.TMPDIR || !process.getuid) return null;
  const folder = `${MEMORY}/openpartner-${process.getuid()}`;
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    if (bavail * bsize < ROOM_BYTES || process.availableMemory() < SPARE_BYTES) return null;
    mkdirSync(folder, { recursive: true });
    // Fails where another user made it first.
    chmodSync(folder, SHARED);
    return folder;
  } catch {
    return null;
  }
}

/** Another run may still be at work in it. */
function removeEmpty(folder) {
  try {
    rmdirSync(folder);
  } catch {}
}
