import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, expect, onTestFinished, test } from "vitest";
import { clicks } from "@/db/schema/facts/click";
import { handleAuth } from "@/server/auth/sign-in/handle";
import { hashAddress } from "@/server/click/judging/address";
import { Spool } from "@/server/click/spool/spool";
import { clickRow } from "@/server/click/testing/row";
import { DAY_MS, now, SECOND_MS, setClock } from "@/server/platform/clock";
import { parseEnvironment } from "@/server/platform/env";
import { newId } from "@/server/platform/ids";
import { SharedLimits } from "@/server/platform/limits/shared-limits";
import { liveRoom } from "@/server/platform/live/room";
import { makeLink, type TestLink } from "@/tests/support/brand/link";
import { makeWorld, type World } from "@/tests/support/world";
import { openServer, type Server } from "./services";

let world: World;
let link: TestLink;
let folder: string;
const running: Server[] = [];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "velocity-"));
  world = await makeWorld();
  link = await makeLink(world);
});
afterEach(async () => {
  for (const server of running.splice(0)) await server.close();
});
afterAll(async () => {
  await world.drop();
  await rm(folder, { recursive: true });
});

/** What one process of several has. */
async function start(): Promise<Server> {
  const { url, services } = world;
  const env = parseEnvironment({ DATA_DIR: folder, DATABASE_POOL_SIZE: "2" });
  const server = await openServer({ env, databaseUrl: url, secrets: services.secrets, log: services.log });
  running.push(server);
  return server;
}

const visit = ({ redirector }: Server, ip: string, code = link.code) =>
  redirector.redirect({
    method: "GET",
    host: "go.brand.com",
    code,
    search: "",
    header: () => undefined,
    ip,
    secure: true,
    country: null,
  });

/**
 * From one visit to the next a visitor's browser takes longer than processes take to tell each other. Waits until each has said what
 * it counted, and then until each has heard of something said later: what is said is heard in its order.
 */
async function apart(): Promise<void> {
  for (const { services } of running)
    if (services.limits instanceof SharedLimits) await services.limits.told();
  const brandId = newId();
  await new Promise<void>((resolve, reject) => {
    let deaf = running.length;
    const end = liveRoom().watch({ brandId, partnerId: null }, heard, () => undefined);
    // All processes of a test share one room, which therefore hears as often as there are processes.
    function heard(): void {
      deaf--;
      if (deaf > 0) return;
      end();
      resolve();
    }
    world.database
      .asSystem("install", (sql) => sql`select pg_notify('openpartner_live', ${String(brandId)})`)
      .catch(reject);
  });
}

/** Two processes that have heard of each other. */
async function startTwo(): Promise<[Server, Server]> {
  const both: [Server, Server] = [await start(), await start()];
  await apart();
  return both;
}

/** How many clicks of each verdict there are, in all. */
async function verdicts(): Promise<Record<string, number>> {
  const rows = await world.database.inBrand(world.brandId, ({ orm }) => orm.select().from(clicks));
  const counted: Record<string, number> = {};
  for (const { verdict } of rows) counted[verdict] = (counted[verdict] ?? 0) + 1;
  return counted;
}

test("of one address's clicks on one link 20 in a minute are valid, whichever processes they come to and start anew", async () => {
  const [a, b] = await startTwo();
  for (let n = 0; n < 15; n++) await visit(n % 2 === 0 ? a : b, "203.0.113.1").then(apart);
  for (const server of running.splice(0)) await server.close();
  const [c, d] = await startTwo();
  for (let n = 0; n < 15; n++) await visit(n % 2 === 0 ? c : d, "203.0.113.1").then(apart);
  expect(await verdicts()).toEqual({ valid: 20, velocity: 10 });
});

test("clicks count that a process spooled and did not live to bring to the database", async () => {
  const { partnerId, programId, linkId } = link;
  const spooled = (ip: string, secondsAgo: number) => {
    const ts = now() - secondsAgo * SECOND_MS;
    const ipHash = hashAddress(world.services.secrets, ip, ts);
    return clickRow({ brandId: world.brandId, partnerId, programId, linkId }, ts, { ipHash });
  };
  const left = new Spool(path.join(folder, "spool"), { maxBytes: 10_000_000 });
  // So many that a start that did not wait for them would not find those after them.
  await left.append(Array.from({ length: 8_000 }, (_, n) => spooled(`198.51.${n % 200}.${n % 250}`, 50)));
  await left.append(Array.from({ length: 15 }, (_, n) => spooled("203.0.113.6", 20 - n)));
  const server = await start();
  const before = await verdicts();
  for (let n = 0; n < 8; n++) await visit(server, "203.0.113.6");
  const after = await verdicts();
  expect((after["valid"] ?? 0) - (before["valid"] ?? 0)).toBe(5);
  expect((after["velocity"] ?? 0) - (before["velocity"] ?? 0)).toBe(3);
});

test("past 300 requests a minute every process answers an address with 429, one that starts then as well", async () => {
  const [a, b] = await startTwo();
  const statuses: number[] = [];
  for (let n = 0; n < 302; n++) {
    const { status } = await visit(n % 2 === 0 ? a : b, "203.0.113.2");
    statuses.push(status);
    // Which of the last is one too many is known once each process has heard of the other's.
    if (n >= 297) await apart();
  }
  expect(statuses.indexOf(429)).toBe(300);
  const late = await start();
  expect((await visit(late, "203.0.113.2")).status).toBe(429);
  expect((await visit(late, "203.0.113.3")).status).toBe(302);
});

test("the minute around midnight counts as any other, also for a process that starts within it", async () => {
  const midnight = Math.ceil(Date.now() / DAY_MS) * DAY_MS;
  let time = midnight;
  onTestFinished(setClock(() => time));
  const before = await verdicts();
  const statuses = new Map<number, number>();
  const visits = async (server: Server, second: number, fast: number, many: number): Promise<void> => {
    time = midnight + second * SECOND_MS;
    for (let n = 0; n < fast; n++) await visit(server, "203.0.113.4");
    for (let n = 0; n < many; n++) {
      const { status } = await visit(server, "203.0.113.5");
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  };
  const first = await start();
  await visits(first, -10, 10, 150);
  await visits(first, 1, 5, 100);
  time = midnight + 2 * SECOND_MS;
  const second = await start();
  await visits(second, 3, 10, 60);
  expect(statuses).toEqual(
    new Map([
      [302, 300],
      [429, 10],
    ]),
  );
  const after = await verdicts();
  // Of those who came so often twenty are valid as well.
  expect((after["valid"] ?? 0) - (before["valid"] ?? 0)).toBe(2 * 20);
  expect((after["velocity"] ?? 0) - (before["velocity"] ?? 0)).toBe(5 + 280);
});

test("five links to sign in are mailed to an address in fifteen minutes, whichever processes are asked", async () => {
  const [a, b] = await startTwo();
  const told: (string | null)[] = [];
  for (let n = 0; n < 7; n++) {
    const { services } = n % 2 === 0 ? a : b;
    const request = new Request(`${services.appUrl}/api/auth/signin/email`, {
      method: "POST",
      headers: { origin: services.appUrl, "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ email: "asks@acme.example" }),
    });
    told.push((await handleAuth(services, request, `203.0.113.${n + 10}`)).headers.get("location"));
    await apart();
  }
  expect(told.map((location) => location?.includes("RateLimited"))).toEqual([
    false,
    false,
    false,
    false,
    false,
    true,
    true,
  ]);
});
