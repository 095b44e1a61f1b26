import { randomBytes } from "node:crypto";
import { readFile, rename, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import path from "node:path";

const FILE = "postgres.json";
const PASSWORD_BYTES = 24;

/** How the cluster of a data folder is reached. Kept in DATA_DIR, readable by its owner only. */
export type Access = {
  readonly port: number;
  readonly password: string;
  /** Where the cluster's files are, if not in DATA_DIR. */
  readonly elsewhere?: string;
};

export async function readAccess(dataDir: string): Promise<Access | null> {
  try {
    return JSON.parse(await readFile(path.join(dataDir, FILE), "utf8")) as Access;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

export async function keepAccess(dataDir: string, access: Access): Promise<void> {
  const file = path.join(dataDir, FILE);
  const unfinished = `${file}.${process.pid}`;
  await writeFile(unfinished, `${JSON.stringify(access, null, 2)}\n`, { mode: 0o600 });
  await rename(unfinished, file);
}

export function makePassword(): string {
  return randomBytes(PASSWORD_BYTES).toString("hex");
}

export function urlOf(access: Access, database: string): string {
  return `postgres://postgres:${access.password}@127.0.0.1:${access.port}/${database}`;
}

/** The preferred port if nothing listens there, or one that the system picks. */
export async function freePort(preferred?: number): Promise<number> {
  if (preferred !== undefined) {
    const same = await tryPort(preferred);
    if (same !== null) return same;
  }
  const port = await tryPort(0);
  if (port === null) throw new Error("No port is free on 127.0.0.1.");
  return port;
}

function tryPort(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(null));
    probe.listen(port, "127.0.0.1", () => {
      const address = probe.address();
      const found = typeof address === "object" && address ? address.port : null;
      probe.close(() => resolve(found));
    });
  });
}
