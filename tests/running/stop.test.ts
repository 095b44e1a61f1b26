import { once } from "node:events";
import { expect, it } from "vitest";
import { createProgram, isRunning, programSlugs, servers } from "./servers";

const { start } = servers();
const MAX_STOP_MS = 8_000;

it.each(["SIGTERM", "SIGINT"] as const)(
  "%s ends the server with 0, and its PostgreSQL with it",
  async (signal) => {
    const server = await start();
    await server.ready();
    expect(await server.end(signal)).toBe(0);
    expect(await isRunning(server.dataDir)).toBe(false);
  },
);

it("Ctrl-C, which reaches every process of the terminal, ends it as cleanly", async () => {
  const server = await start();
  await server.ready();
  const { pid } = server.process;
  if (pid === undefined) throw new Error("The server has no process.");
  process.kill(-pid, "SIGINT");
  expect(await server.ended()).toBe(0);
  expect(await isRunning(server.dataDir)).toBe(false);
});

it("a signal that comes while it starts ends it as well", async () => {
  const server = await start();
  await expect.poll(() => isRunning(server.dataDir), { timeout: 20_000, interval: 20 }).toBe(true);
  await server.end();
  expect(await isRunning(server.dataDir)).toBe(false);
});

it("npm start passes the signal on, and ends when the server has ended", async () => {
  const server = await start({ command: ["npm", "start"] });
  await server.ready();
  await server.end();
  await expect.poll(() => isRunning(server.dataDir), { timeout: MAX_STOP_MS }).toBe(false);
});

it("what was answered before a stop is stored, and what was not is not there in part", async () => {
  const first = await start();
  await first.ready();
  const slugs = Array.from({ length: 60 }, (_, index) => `program-${index}`);
  const replies = slugs.map((slug) => createProgram(first, slug).catch(() => null));
  await replies[0];
  const code = first.end();
  const answered = (await Promise.all(replies)).flatMap((status, index) =>
    status === 201 ? [slugs[index]] : [],
  );
  expect(await code).toBe(0);
  const second = await start({ dataDir: first.dataDir });
  await second.ready();
  const stored = await programSlugs(second);
  expect(stored).toEqual(expect.arrayContaining(answered));
  expect(new Set(stored).size).toBe(stored.length);
});

it("after a kill, the next start takes over the PostgreSQL that was left running", async () => {
  const first = await start();
  await first.ready();
  expect(await createProgram(first, "before-the-kill")).toBe(201);
  first.process.kill("SIGKILL");
  await once(first.process, "close");
  expect(await isRunning(first.dataDir)).toBe(true);
  const second = await start({ dataDir: first.dataDir });
  await second.ready();
  expect(await programSlugs(second)).toEqual(["before-the-kill"]);
  expect(await second.end()).toBe(0);
  expect(await isRunning(first.dataDir)).toBe(false);
});
