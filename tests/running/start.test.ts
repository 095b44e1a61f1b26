import { mkdir, readdir, rm } from "node:fs/promises";
import path from "node:path";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { startCluster } from "@/server/platform/embedded/cluster";
import { makeLog } from "@/server/platform/log";
import type { BuiltServer } from "../support/server/built-server";
import { createProgram, isRunning, programSlugs, servers } from "./servers";

const { start, newFolder } = servers();

describe("one DATA_DIR", () => {
  const { start: begin } = servers({ shared: true });
  let first: BuiltServer;
  beforeAll(async () => {
    first = await begin();
    await first.ready();
  });

  it("empty, a start on it says where the server is and gives a first request to paste", async () => {
    await expect.poll(first.output).toContain(`http://localhost:${first.port}`);
    expect(first.output()).toMatch(/curl .*\/api\/v1\/programs/);
  });

  it("in use, a second server is refused with one line, and the first goes on", async () => {
    const second = await begin({ dataDir: first.dataDir });
    expect(await second.ended()).toBe(1);
    expect(second.output().trim()).toMatch(/^Another .*DATA_DIR.*$/);
    expect(await createProgram(first, "kept")).toBe(201);
  });

  it("left by another, a start on it finds what the first one stored", async () => {
    expect(await first.end()).toBe(0);
    const second = await begin({ dataDir: first.dataDir });
    await second.ready();
    expect(await programSlugs(second)).toEqual(["kept"]);
  });
});

it("DATA_DIR may lie in a folder that other users cannot enter", async () => {
  const closed = await newFolder();
  const dataDir = path.join(closed, "inner");
  await mkdir(dataDir, { mode: 0o700 });
  const server = await start({ dataDir });
  await server.ready();
  expect(await createProgram(server, "closed")).toBe(201);
  // Where root's database had to go elsewhere, whoever started it reads so in words; logs alone are JSON.
  expect(server.output().includes("The database is in ")).toBe(process.getuid?.() === 0);
  expect(server.output()).not.toMatch(/^\{/m);
  expect(await server.end()).toBe(0);
  // What is removed is gone: nothing that stands elsewhere comes back, or is in the way.
  await rm(dataDir, { recursive: true });
  const again = await start({ dataDir });
  await again.ready();
  expect(await programSlugs(again)).toEqual([]);
});

it("DATABASE_URL takes the place of the embedded PostgreSQL", async () => {
  const elsewhere = await newFolder();
  const cluster = await startCluster({ dataDir: elsewhere, log: makeLog("silent"), durable: false });
  try {
    const server = await start({ env: { DATABASE_URL: cluster.url } });
    await server.ready();
    expect(await createProgram(server, "own-database")).toBe(201);
    expect(await readdir(server.dataDir)).not.toContain("postgres");
    expect(await server.end()).toBe(0);
    expect(await isRunning(elsewhere)).toBe(true);
  } finally {
    await cluster.stop();
  }
});

it("a port that is taken is one line and exit code 1", async () => {
  const taken = Number(new URL(inject("origin")).port);
  const second = await start({ command: [process.execPath, "scripts/start.mjs"], port: taken });
  expect(await second.ended()).toBe(1);
  expect(second.output().trim()).toBe(`Port ${taken} is taken. Choose another with PORT=… npm start.`);
  expect(await isRunning(second.dataDir)).toBe(false);
});

it.each([
  ["PORT", "99999"],
  ["DATABASE_URL", "mysql://localhost/x"],
  ["DATABASE_URL", "postgres://127.0.0.1:1/none"],
  ["SECRETS_ENCRYPTION_KEY", "my-short-secret"],
  ["LOG_LEVEL", "loud"],
])("%s=%s is explained in one line that shows no secret", async (name, value) => {
  const server = await start({ env: { [name]: value } });
  expect(await server.ended()).toBe(1);
  expect(server.output().trim().split("\n")).toHaveLength(1);
  expect(server.output()).toContain(name);
  expect(server.output()).not.toContain("my-short-secret");
});
