import { execFile } from "node:child_process";
import { stat } from "node:fs/promises";
import { promisify } from "node:util";

const run = promisify(execFile);

/** The user that PostgreSQL runs as. */
export type Account = { readonly uid: number; readonly gid: number };

/** PostgreSQL refuses to run as root, so there it runs as `postgres`, who is made if absent. Null: as whoever we are. */
export async function postgresAccount(): Promise<Account | null> {
  if (process.getuid?.() !== 0) return null;
  return (await find()) ?? (await make());
}

/** Root continues with the owner of files that are there: an ordinary user may have started the server before. */
export async function ownerOf(place: string): Promise<Account | null> {
  if (process.getuid?.() !== 0) return null;
  const { uid, gid } = await stat(place);
  return { uid, gid };
}

async function find(): Promise<Account | null> {
  try {
    const [uid, gid] = await Promise.all([run("id", ["-u", "postgres"]), run("id", ["-g", "postgres"])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return null;
  }
}

async function make(): Promise<Account> {
  // Debian, Fedora and most others have useradd; Alpine has adduser.
  for (const [command, ...args] of [
    ["useradd", "--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", "postgres"],
    ["adduser", "-S", "-D", "-H", "postgres"],
  ] as const) {
    await run(command, args).catch(() => undefined);
    const made = await find();
    if (made) return made;
  }
  throw new Error(
    "PostgreSQL does not run as root and no user `postgres` could be made. Start as an ordinary user, or set DATABASE_URL.",
  );
}
