import type { Scratch } from "../support/cluster";
import { ratio, verdict } from "../support/report";
import { median } from "../support/statistics";
import { end, measure, type Run, SATURATED, show, warmUp, withCrowds } from "./run";
import { startBare, startOurs, startRival } from "./stage";

/** The share of its own saturation at which each server's latency is measured. */
const CALM = 0.5;

/** A redirect beside a stand-in that awaits five statements, and beside a server that sends the same redirect without any work. */
export async function contest(scratch: Scratch, url: string): Promise<void> {
  const pairs = await withCrowds({
    ours: await startOurs(scratch, url),
    rival: await startRival(scratch),
    bare: await startBare(scratch),
  });
  const names = ["ours", "rival", "bare"] as const;
  await warmUp(pairs);
  const full = await measure(pairs, () => SATURATED);
  // Ours once more with as many visitors as the stand-in has there: who comes waits longer where more come.
  const calm = await measure({ ...pairs, alike: pairs.ours }, (name) => ({
    perSecond: CALM * median(full.map((round) => round[name === "alike" ? "rival" : name].perSecond)),
  }));
  await end(pairs);

  for (const name of names)
    show(
      `saturated, ${name}`,
      full.map((round) => round[name]),
    );
  for (const name of names)
    show(
      `at half of its own saturation, ${name}`,
      calm.map((round) => round[name]),
    );
  show(
    "with as many as the stand-in has there, ours",
    calm.map((round) => round.alike),
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
  // Processor time says what the machine's other work, and its number of cores, cannot change.
  const all = ({ serverUs, databaseUs }: Run): number => serverUs + databaseUs;
  ratio(
    "processor time of a redirect, stand-in to ours",
    full.map((round) => all(round.rival) / all(round.ours)),
  );
  ratio(
    "processor time in the server alone, bare to ours",
    full.map((round) => round.bare.serverUs / round.ours.serverUs),
  );
  verdict(
    "p99 at half saturation, ours to stand-in",
    calm.map((round) => round.ours.p99Ms / round.rival.p99Ms),
    { atMost: 1 / 3 },
  );
  verdict(
    "p99 with as many visitors, ours to stand-in",
    calm.map((round) => round.alike.p99Ms / round.rival.p99Ms),
    { atMost: 1 / 3 },
  );
}
