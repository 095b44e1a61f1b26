import type { Child } from "../support/child";
import { processorTime } from "../support/cpu";
import { count, line } from "../support/report";
import { interleave } from "../support/rounds";
import { median } from "../support/statistics";
import type { Visits } from "../visitors/crowd";
import type { Summary } from "../visitors/pace";
import {
  CONNECTIONS,
  type Contender,
  ROUND_MS,
  ROUNDS,
  startCrowd,
  visit,
  WARM_UP_LIMIT_MS,
  WARM_UP_REDIRECTS,
} from "./stage";

/** A run with the processor time of a redirect: the server's and PostgreSQL's, in microseconds. */
export type Run = Summary & { serverUs: number; databaseUs: number };
/** How many connections ask without a pause, or how many redirects are asked for a second. */
export type Pressure = { connections: number } | { perSecond: number };

const WARM_UP_PART_MS = 1_000;

export const SATURATED: Pressure = { connections: CONNECTIONS };

/** A server and its own visitors: what those of a faster one must clear away would take time from the next. */
export type Pair = Contender & { crowd: Child<object> };

export async function withCrowds<Name extends string>(
  contenders: Record<Name, Contender>,
): Promise<Record<Name, Pair>> {
  const pairs: [string, Pair][] = [];
  for (const [name, contender] of Object.entries<Contender>(contenders))
    pairs.push([name, { ...contender, crowd: await startCrowd() }]);
  return Object.fromEntries(pairs) as Record<Name, Pair>; // of the same names
}

export async function end(pairs: Record<string, Pair>): Promise<void> {
  for (const { crowd, stop } of Object.values(pairs)) {
    await crowd.stop();
    await stop();
  }
}

/** Runs every contender under its pressure, in turns. */
export function measure<Name extends string>(
  pairs: Record<Name, Pair>,
  pressure: (name: Name) => Pressure,
): Promise<Record<Name, Run>[]> {
  const names = Object.keys(pairs) as Name[]; // the record's own keys
  const runs = names.map((name) => [
    name,
    () => timed(pairs[name], { durationMs: ROUND_MS, ...pressure(name) }),
  ]);
  return interleave(Object.fromEntries(runs) as Record<Name, () => Promise<Run>>, ROUNDS); // of the same names
}

/** Lets each run until it is as fast as it will be. */
export async function warmUp(pairs: Record<string, Pair>): Promise<void> {
  for (const { crowd, port, processes } of Object.values(pairs)) {
    const end = performance.now() + WARM_UP_LIMIT_MS;
    for (let answered = 0; answered < processes * WARM_UP_REDIRECTS && performance.now() < end; )
      answered += (await visit(crowd, { port, durationMs: WARM_UP_PART_MS, ...SATURATED })).answered;
  }
}

async function timed({ crowd, port, pids }: Pair, visits: Omit<Visits, "port"> & Pressure): Promise<Run> {
  const before = pids.map(processorTime);
  const summary = await visit(crowd, { port, ...visits });
  const [serverUs = Number.NaN, databaseUs = Number.NaN] = pids.map(
    (pid, index) => (processorTime(pid) - (before[index] ?? 0)) / summary.answered,
  );
  return { ...summary, serverUs, databaseUs };
}

export function show(label: string, runs: readonly Run[]): void {
  const of = (key: keyof Run): number => median(runs.map((run) => run[key]));
  line(
    label,
    `${count(of("perSecond"))}/s, median ${of("medianMs").toFixed(2)} ms, p99 ${of("p99Ms").toFixed(2)} ms; ` +
      `processor ${count(of("serverUs"))} µs, and ${count(of("databaseUs"))} µs in PostgreSQL`,
  );
}
