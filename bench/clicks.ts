import { DAY_MS, now } from "@/server/platform/clock";
import { type Traffic, writeLinks } from "./ours/links";
import { openShop, PARTNERS } from "./ours/shop";
import { writeRivalLinks } from "./rival/links";
import { type Child, startChild } from "./support/child";
import { withCluster } from "./support/cluster";
import { count, line, verdict } from "./support/report";
import { interleave } from "./support/rounds";
import { median } from "./support/statistics";
import type { Visited, Visits } from "./visitors/crowd";
import type { Summary } from "./visitors/pace";

// A redirect, its click committed before it leaves: ours beside a stand-in that awaits five statements, and beside a server
// that sends the same redirect without any work.

const quick = process.argv.includes("--quick");
const TRAFFIC: Traffic = { links: quick ? 1_000 : 10_000, clicks: quick ? 50_000 : 1_000_000 };
const ADDRESSES = 50_000;
const CONNECTIONS = 128;
const ROUNDS = quick ? 3 : 7;
const ROUND_MS = quick ? 1_000 : 4_000;
const SINCE_DAYS = 40;
/** The share of its own saturation at which each server's latency is measured. */
const CALM = 0.5;

type Contender = "ours" | "rival" | "bare";
const CONTENDERS: Contender[] = ["ours", "rival", "bare"];

console.log(`A redirect, ${CONNECTIONS} connections, pools of 16, one process each`);
await withCluster(async (scratch) => {
  const since = now() - SINCE_DAYS * DAY_MS;
  const ourUrl = await scratch.makeDatabase("ours");
  const rivalUrl = await scratch.makeDatabase("rival");
  await writeLinks(ourUrl, await openShop(ourUrl, since), TRAFFIC, since);
  await writeRivalLinks(rivalUrl, PARTNERS, TRAFFIC);
  line(
    "before",
    `${count(TRAFFIC.links)} links, ${count(TRAFFIC.clicks)} clicks, ${count(ADDRESSES)} addresses`,
  );

  const servers = {
    ours: await startChild<{ port: number }>("ours/server", {
      DATABASE_URL: ourUrl,
      DATA_DIR: scratch.folder,
    }),
    rival: await startChild<{ port: number }>("rival/redirector", { DATABASE_URL: rivalUrl }),
    bare: await startChild<{ port: number }>("bare/server", {}),
  };
  const crowd = await startChild<object>("visitors/crowd", {
    LINKS: String(TRAFFIC.links),
    ADDRESSES: String(ADDRESSES),
  });
  const portOf = (name: Contender): number => servers[name].ready.port;
  const full = await measure((name) =>
    visit(crowd, { port: portOf(name), durationMs: ROUND_MS, connections: CONNECTIONS }),
  );
  const saturation = (name: Contender): number => median(full.map((round) => round[name].perSecond));
  const calm = await measure((name) =>
    visit(crowd, { port: portOf(name), durationMs: ROUND_MS, perSecond: CALM * saturation(name) }),
  );
  await crowd.stop();
  for (const name of CONTENDERS) await servers[name].stop();

  for (const name of CONTENDERS)
    show(
      `saturated, ${name}`,
      full.map((round) => round[name]),
    );
  for (const name of CONTENDERS)
    show(
      `at half of its own saturation, ${name}`,
      calm.map((round) => round[name]),
    );
  verdict(
    "redirects per second, ours to stand-in",
    full.map((round) => round.ours.perSecond / round.rival.perSecond),
    { atLeast: 8 },
  );
  verdict(
    "redirects per second, ours to bare node:http",
    full.map((round) => round.ours.perSecond / round.bare.perSecond),
    { atLeast: 0.35 },
  );
  verdict(
    "p99 at half saturation, ours to stand-in",
    calm.map((round) => round.ours.p99Ms / round.rival.p99Ms),
    { atMost: 1 / 3 },
  );
});

/** A round to warm up, then those that count. */
async function measure(run: (name: Contender) => Promise<Summary>): Promise<Record<Contender, Summary>[]> {
  const contenders = { ours: () => run("ours"), rival: () => run("rival"), bare: () => run("bare") };
  await interleave(contenders, 1);
  return interleave(contenders, ROUNDS);
}

async function visit(crowd: Child<object>, visits: Visits): Promise<Summary> {
  const visited = await crowd.ask<Visited>(visits);
  if ("error" in visited) throw new Error(visited.error);
  return visited;
}

function show(label: string, runs: readonly Summary[]): void {
  const of = (key: keyof Summary): number => median(runs.map((run) => run[key]));
  line(
    label,
    `${count(of("perSecond"))}/s, median ${of("medianMs").toFixed(2)} ms, p99 ${of("p99Ms").toFixed(2)} ms`,
  );
}
