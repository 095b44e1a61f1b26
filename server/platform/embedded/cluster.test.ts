import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import postgres from "postgres";
import { afterEach, expect, it } from "vitest";
import { type Log, makeLog } from "../log";
import { readAccess } from "./access";
import { type Cluster, startCluster } from "./cluster";
import { postmasterOf } from "./control";

/** Above what Linux gives to processes. */
const ENDED_PID = 2 ** 22 + 1;

const open: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

async function newDataDir(): Promise<string> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), "openpartner-cluster-"));
  open.push(() => rm(dataDir, { recursive: true, force: true }));
  return dataDir;
}

async function start(dataDir: string): Promise<Cluster> {
  const cluster = await startCluster({ dataDir, log: makeLog("silent"), durable: false });
  open.push(() => cluster.stop());
  return cluster;
}

async function ask(url: string, query: string): Promise<unknown> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    const [row] = await sql.unsafe(query).values();
    return row?.[0];
  } finally {
    await sql.end({ timeout: 1 });
  }
}

it("keeps its port, its password and its rows from one start to the next", async () => {
  const dataDir = await newDataDir();
  const first = await start(dataDir);
  await ask(first.url, "create table kept as select 7 as number");
  await first.stop();
  expect(await postmasterOf(path.join(dataDir, "postgres"))).toBeNull();
  const second = await start(dataDir);
  expect(second.url).toBe(first.url);
  expect(await ask(second.url, "select number from kept")).toBe(7);
});

it("listens on this machine only, and asks for the password that only the owner of DATA_DIR can read", async () => {
  const dataDir = await newDataDir();
  const { url } = await start(dataDir);
  expect(await ask(url, "show listen_addresses")).toBe("127.0.0.1");
  const stranger = new URL(url);
  stranger.password = "guessed";
  await expect(ask(stranger.href, "select 1")).rejects.toThrow(/password authentication failed/);
  expect((await stat(path.join(dataDir, "postgres.json"))).mode & 0o777).toBe(0o600);
});

it("moves to another port when its own is taken", async () => {
  const dataDir = await newDataDir();
  const first = await start(dataDir);
  await first.stop();
  const access = await readAccess(dataDir);
  const thief = createServer().listen(access?.port, "127.0.0.1");
  await once(thief, "listening");
  open.push(async () => void thief.close());
  const second = await start(dataDir);
  expect(second.url).not.toBe(first.url);
  expect(await ask(second.url, "select 1")).toBe(1);
});

it("refuses a second start on the same DATA_DIR, and the first goes on", async () => {
  const dataDir = await newDataDir();
  const first = await start(dataDir);
  await expect(start(dataDir)).rejects.toThrow("Another server already works with this DATA_DIR.");
  expect(await ask(first.url, "select 1")).toBe(1);
});

it("starts again when it is killed while the server lives", async () => {
  const dataDir = await newDataDir();
  const { url } = await start(dataDir);
  const running = await postmasterOf(path.join(dataDir, "postgres"));
  if (!running) throw new Error("PostgreSQL is not running.");
  process.kill(running.pid, "SIGKILL");
  await expect.poll(() => ask(url, "select 1").catch(() => null), { timeout: 20_000, interval: 200 }).toBe(1);
});

it("is tried again less and less often while it cannot start, with an error line each time, until it can", async () => {
  const dataDir = await newDataDir();
  const errors: { msg: string; at: number }[] = [];
  const note = (_fields: unknown, msg?: string): void => void errors.push({ msg: msg ?? "", at: Date.now() });
  const log = { ...makeLog("silent"), error: note as Log["error"] };
  const cluster = await startCluster({ dataDir, log, durable: false });
  open.push(() => cluster.stop());
  const place = path.join(dataDir, "postgres");
  const running = await postmasterOf(place);
  if (!running) throw new Error("PostgreSQL is not running.");
  await rename(path.join(place, "PG_VERSION"), path.join(place, "PG_VERSION.away"));
  process.kill(running.pid, "SIGKILL");
  const failed = () => errors.filter(({ msg }) => msg.includes("does not come back"));
  await expect.poll(() => failed().length, { timeout: 20_000 }).toBe(3);
  const [first, second, third] = failed().map(({ at }) => at);
  expect((third ?? 0) - (second ?? 0)).toBeGreaterThan((second ?? 0) - (first ?? 0));
  await rename(path.join(place, "PG_VERSION.away"), path.join(place, "PG_VERSION"));
  const back = () => ask(cluster.url, "select 1").catch(() => null);
  await expect.poll(back, { timeout: 20_000, interval: 200 }).toBe(1);
});

it("keeps the messages of refused rows, which quote what customers sent, out of its log", async () => {
  const dataDir = await newDataDir();
  const { url } = await start(dataDir);
  await ask(url, "create table addresses (email text primary key)");
  await ask(url, "insert into addresses values ('ann@shop.example')");
  await expect(ask(url, "insert into addresses values ('ann@shop.example')")).rejects.toThrow(/duplicate/);
  expect(await readFile(path.join(dataDir, "postgres/server.log"), "utf8")).not.toContain("ann@shop.example");
});

it("makes one database when two first starts meet, and refuses one of them", async () => {
  const dataDir = await newDataDir();
  const starts = await Promise.allSettled([start(dataDir), start(dataDir)]);
  const [started, ...others] = starts.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  expect(others).toEqual([]);
  expect(await ask(started?.url ?? "", "select 1")).toBe(1);
  expect(starts.find((one) => one.status === "rejected")?.reason).toMatchObject({
    message: "Another server already works with this DATA_DIR. Choose another one.",
  });
});

it("is not stopped by what a start left that was killed at work", async () => {
  const dataDir = await newDataDir();
  await mkdir(path.join(dataDir, "postgres.new", "data"), { recursive: true });
  await writeFile(path.join(dataDir, "postgres.making"), String(ENDED_PID));
  const { url } = await start(dataDir);
  expect(await ask(url, "select 1")).toBe(1);
  expect((await readdir(dataDir)).sort()).toEqual(["postgres", "postgres.json"]);
});

it("starts although the number that PostgreSQL wrote down belongs to another process by now", async () => {
  const dataDir = await newDataDir();
  const first = await start(dataDir);
  const file = path.join(dataDir, "postgres", "postmaster.pid");
  const written = await readFile(file, "utf8");
  await first.stop();
  const stranger = spawn(process.execPath, ["--eval", "setInterval(() => {}, 1000)"], { stdio: "ignore" });
  open.push(async () => void stranger.kill());
  await writeFile(file, written.replace(/^\d+/, String(stranger.pid)));
  const second = await start(dataDir);
  expect(await ask(second.url, "select 1")).toBe(1);
});

it("says what is missing when the file with its password is gone, and touches nothing", async () => {
  const dataDir = await newDataDir();
  const first = await start(dataDir);
  await first.stop();
  await rename(path.join(dataDir, "postgres.json"), path.join(dataDir, "elsewhere.json"));
  await expect(start(dataDir)).rejects.toThrow(/postgres\.json, which holds its password/);
  await rename(path.join(dataDir, "elsewhere.json"), path.join(dataDir, "postgres.json"));
  const second = await start(dataDir);
  expect(await ask(second.url, "select 1")).toBe(1);
});
