import { once } from "node:events";
import { beforeAll, describe, expect, inject, it, vi } from "vitest";
import { isAlive } from "@/server/platform/embedded/control";
import type { BuiltServer } from "../support/server/built-server";
import { makeLink } from "./link";
import { isRunning, servers } from "./servers";
import { clients, statusOf, workersOf } from "./workers";

// Each starts several processes, on a machine that may have much else to do.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });
/** Answers to each kind of visitor while processes are replaced. */
const ENOUGH = 10;
const SEVERAL = {
  WEB_CONCURRENCY: "2",
  TRUSTED_PROXIES: "127.0.0.1",
  METRICS_TOKEN: "a token of the monitoring",
};

async function ready(server: BuiltServer): Promise<BuiltServer> {
  // The first of several answers before the last has begun.
  await vi.waitUntil(() => server.output().includes("OpenPartner is ready"), { timeout: 120_000 });
  return server;
}

describe("a server of two processes, from its start to its end", () => {
  const { start } = servers({ shared: true });
  let server: BuiltServer;
  let code: string;
  beforeAll(async () => {
    // As delivered, so that replacing processes takes as long as it does for others, who ask meanwhile.
    server = await ready(await start({ env: { ...SEVERAL, PRELOAD_PAGES: "on" } }));
    code = await makeLink(server.origin);
  });

  it("whichever process is asked for its figures shows those of all", async () => {
    const VISITS = 40;
    for (let n = 0; n < VISITS; n++) expect(await statusOf(`${server.origin}/r/${code}`)).toBe(302);
    // Connections go to the processes in turn.
    for (let n = 0; n < 4; n++) {
      const reply = await fetch(`${server.origin}/metrics`, {
        headers: { authorization: `Bearer ${SEVERAL.METRICS_TOKEN}`, connection: "close" },
      });
      expect(await reply.text()).toMatch(
        new RegExp(
          `openpartner_request_seconds_count\\{method="GET",route="/r/:code",status="302"\\} ${VISITS}$`,
          "m",
        ),
      );
    }
  });

  it("another process takes the place of one that is killed", async () => {
    const [first, second] = await workersOf(server);
    expect(second).toBeDefined();
    process.kill(Number(first), "SIGKILL");
    await expect
      .poll(() => workersOf(server), { timeout: 60_000 })
      .toSatisfy(
        (pids: number[]) =>
          pids.length === 2 && pids.includes(Number(second)) && !pids.includes(Number(first)),
      );
    expect(await statusOf(`${server.origin}/health`)).toBe(200);
  });

  it("SIGHUP puts new processes in the place of all, and no request fails", async () => {
    const asking = [
      clients(`${server.origin}/health`, 8),
      clients(`${server.origin}/r/${code}`, 8),
      clients(`${server.origin}/docs/api`, 1),
    ];
    // A page is long, and a busy machine replaces processes before ten of them have been answered: then it does so once more.
    do {
      const before = await workersOf(server);
      server.process.kill("SIGHUP");
      await expect
        .poll(() => workersOf(server), { timeout: 120_000 })
        .toSatisfy((pids: number[]) => pids.length === 2 && pids.every((pid) => !before.includes(pid)));
    } while (asking.some((one) => one.answered() <= ENOUGH));
    for (const { answered, failures } of await Promise.all(asking.map((one) => one.stop()))) {
      expect(failures).toEqual([]);
      expect(answered).toBeGreaterThan(ENOUGH);
    }
  });

  it("SIGTERM ends all of them with 0, and the PostgreSQL after them", async () => {
    const workers = await workersOf(server);
    expect(await server.end()).toBe(0);
    expect(workers.some(isAlive)).toBe(false);
    expect(await isRunning(server.dataDir)).toBe(false);
  });
});

const { start } = servers();

it("processes do not outlive the one that started them", async () => {
  const server = await ready(await start({ env: SEVERAL }));
  const workers = await workersOf(server);
  server.process.kill("SIGKILL");
  await once(server.process, "close");
  await expect.poll(() => workers.some(isAlive), { timeout: 15_000 }).toBe(false);
});

it("a port that is taken is one line and exit code 1, however many processes there are", async () => {
  const taken = Number(new URL(inject("origin")).port);
  const second = await start({ port: taken, env: SEVERAL });
  expect(await second.ended()).toBe(1);
  expect(second.output().match(/Port \d+ is taken/g)).toHaveLength(1);
});
