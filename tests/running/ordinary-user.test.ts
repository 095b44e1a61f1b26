import { execFile } from "node:child_process";
import { chown, mkdir, readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import type { Account } from "@/server/platform/embedded/account";
import { canReach } from "@/server/platform/embedded/reach";
import { createProgram, isRunning, servers } from "./servers";

const run = promisify(execFile);
const { start, newFolder } = servers();
/** For a copy of the checkout: other temporary files may lie in memory, and where nothing may be executed. */
const DISK = "/var/tmp";

/** Somebody on every machine who may do nothing. Null where these tests are not root's: then they are an ordinary user's themselves. */
async function ordinaryUser(): Promise<Account | null> {
  if (process.getuid?.() !== 0) return null;
  const [uid, gid] = await Promise.all(["-u", "-g"].map((what) => run("id", [what, "nobody"])));
  return { uid: Number(uid?.stdout), gid: Number(gid?.stdout) };
}

/** How this user runs the built server. A checkout or a Node that only root can reach, as below /root, stands elsewhere for it. */
async function commandOf(account: Account): Promise<readonly [string, ...string[]]> {
  const away = await newFolder(DISK);
  await chown(away, account.uid, account.gid);
  const reachable = async (place: string): Promise<string> => {
    if (await canReach(account, (await stat(place)).isDirectory() ? place : path.dirname(place)))
      return place;
    const copy = path.join(away, path.basename(place));
    await linkedCopy(place, copy);
    return copy;
  };
  const [checkout, node] = [await reachable(process.cwd()), await reachable(process.execPath)];
  const as = ["setpriv", `--reuid=${account.uid}`, `--regid=${account.gid}`, "--clear-groups"];
  return ["env", `--chdir=${checkout}`, ...as, node, ".build/server.mjs"];
}

/** The same files under another name, where one disk has both; else copies. Histories and data of servers are not for others. */
async function linkedCopy(from: string, to: string): Promise<void> {
  const copy = (source: string, target: string) =>
    run("cp", ["-al", source, target]).catch(() => run("cp", ["-a", source, target]));
  if (!(await stat(from)).isDirectory()) return void (await copy(from, to));
  await mkdir(to);
  for (const name of await readdir(from)) {
    if (name !== ".git" && name !== ".data") await copy(path.join(from, name), path.join(to, name));
  }
}

/** Whose a process is, and its state as one letter; nothing once it is gone. */
async function lookAt(pid: number): Promise<{ uid?: string; state?: string }> {
  const linux = await readFile(`/proc/${pid}/status`, "utf8").catch(() => null);
  if (linux !== null) return /^State:\s+(?<state>\w)[^]*^Uid:\s+(?<uid>\d+)/m.exec(linux)?.groups ?? {};
  const { stdout } = await run("ps", ["-o", "uid=,stat=", "-p", String(pid)]).catch(() => ({ stdout: "" }));
  return /(?<uid>\d+)\s+(?<state>\w)/.exec(stdout)?.groups ?? {};
}

it("an ordinary user starts and stops the server, and PostgreSQL runs as that user", async () => {
  const account = await ordinaryUser();
  const dataDir = await newFolder();
  if (account) await chown(dataDir, account.uid, account.gid);
  const server = await start({
    dataDir,
    env: { HOME: dataDir },
    ...(account && { command: await commandOf(account) }),
  });
  await server.ready();
  expect(await createProgram(server, "ordinary")).toBe(201);
  const file = await readFile(path.join(dataDir, "postgres/postmaster.pid"), "utf8");
  const postmaster = Number.parseInt(file, 10);
  const uid = String(account?.uid ?? process.getuid?.());
  expect(await lookAt(server.process.pid ?? 0)).toMatchObject({ uid });
  expect(await lookAt(postmaster)).toMatchObject({ uid });
  expect(await server.end()).toBe(0);
  expect(await isRunning(dataDir)).toBe(false);
  // Where nobody collects orphans, as in some containers, it is kept as a dead one.
  expect((await lookAt(postmaster)).state ?? "Z").toBe("Z");
});
