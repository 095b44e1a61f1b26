import cluster, { type Worker } from "node:cluster";
import { AggregatorRegistry, type MetricObjectWithValues, type MetricValue } from "prom-client";
import { registry } from "@/server/platform/metrics";
import { answer, ask } from "./asking";

/** What one process has counted, as prom-client hands it from process to process. */
type Figures = MetricObjectWithValues<MetricValue<string>>[];

const YOURS = "figures";
const OF_ALL = "figures of all";

/** What this process has counted and, with several, what all of them have: whichever is asked, the answer is the same. */
export async function figures(): Promise<string> {
  const all = cluster.isWorker ? await ask(process, OF_ALL) : undefined;
  // Without its supervisor a worker knows only itself.
  return typeof all === "string" ? all : registry.metrics();
}

/** Lets a worker tell its supervisor what it has counted. */
export function tellFigures(): void {
  answer(process, YOURS, () => registry.getMetricsAsJSON());
}

/** Lets a supervisor tell a worker what all that serve have counted. One that does not answer in time is left out. */
export function gatherFigures(worker: Worker, serving: ReadonlySet<Worker>): void {
  answer(worker, OF_ALL, async () => {
    const told = await Promise.all([...serving].map((one) => ask(one, YOURS)));
    // Nobody else answers that question.
    const all = told.filter((one) => one !== undefined) as Figures[];
    return AggregatorRegistry.aggregate(all).metrics();
  });
}
