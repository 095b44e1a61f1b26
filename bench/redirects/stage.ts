import { DAY_MS, now } from "@/server/platform/clock";
import { type Traffic, writeLinks } from "../ours/links";
import { openShop, PARTNERS } from "../ours/shop";
import { writeRivalLinks } from "../rival/links";
import { type Child, startChild } from "../support/child";
import type { Scratch } from "../support/cluster";
import { count, line } from "../support/report";
import type { Visited, Visits } from "../visitors/crowd";
import type { Summary } from "../visitors/pace";

export const quick = process.argv.includes("--quick");
export const ADDRESSES = 50_000;
export const CONNECTIONS = 128;
export const ROUNDS = quick ? 3 : 7;
export const ROUND_MS = quick ? 1_000 : 4_000;
/** V8 has compiled what a redirect runs after so many in each process; until then it is several times slower. */
export const WARM_UP_REDIRECTS = quick ? 20_000 : 80_000;
/** A server that takes longer is as fast after this time as it will be, or near it. */
export const WARM_UP_LIMIT_MS = quick ? 8_000 : 25_000;
const TRAFFIC: Traffic = { links: quick ? 1_000 : 10_000, clicks: quick ? 50_000 : 1_000_000 };
const SINCE_DAYS = 40;

/** A server under measurement, and who else works for it. */
export type Contender = {
  port: number;
  pids: readonly number[];
  processes: number;
  stop(): Promise<void>;
};

/** Fills a database of ours; resolves with its address. */
export async function fillOurs(scratch: Scratch): Promise<string> {
  const since = now() - SINCE_DAYS * DAY_MS;
  const url = await scratch.makeDatabase("ours");
  await writeLinks(url, await openShop(url, since), TRAFFIC, since);
  line(
    "before",
    `${count(TRAFFIC.links)} links, ${count(TRAFFIC.clicks)} clicks, ${count(ADDRESSES)} addresses`,
  );
  return url;
}

export async function startOurs(scratch: Scratch, url: string, processes = 1): Promise<Contender> {
  const entry = processes === 1 ? "ours/server" : "ours/servers";
  const env = { DATABASE_URL: url, DATA_DIR: `${scratch.folder}/${processes}`, PROCESSES: String(processes) };
  return contender(await startChild<{ port: number }>(entry, env), scratch, processes);
}

export async function startRival(scratch: Scratch): Promise<Contender> {
  const url = await scratch.makeDatabase("rival");
  await writeRivalLinks(url, PARTNERS, TRAFFIC);
  return contender(await startChild<{ port: number }>("rival/redirector", { DATABASE_URL: url }), scratch);
}

export async function startBare(scratch: Scratch): Promise<Contender> {
  return contender(await startChild<{ port: number }>("bare/server", {}), scratch);
}

function contender(child: Child<{ port: number }>, scratch: Scratch, processes = 1): Contender {
  return { port: child.ready.port, pids: [child.pid, scratch.pid], processes, stop: () => child.stop() };
}

/** The visitors have a process of their own. Those whose addresses begin elsewhere are others. */
export function startCrowd(firstAddress = 0): Promise<Child<object>> {
  return startChild<object>("visitors/crowd", {
    LINKS: String(TRAFFIC.links),
    ADDRESSES: String(ADDRESSES),
    FIRST_ADDRESS: String(firstAddress),
  });
}

export async function visit(crowd: Child<object>, visits: Visits): Promise<Summary> {
  const visited = await crowd.ask<Visited>(visits);
  if ("error" in visited) throw new Error(visited.error);
  return visited;
}
