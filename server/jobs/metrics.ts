import { Counter, Gauge, Histogram } from "prom-client";
import type { Services } from "@/server/auth/context";
import { now, SECOND_MS } from "@/server/platform/clock";
import { registry } from "@/server/platform/metrics";
import { within } from "@/server/platform/postgres/patience";
import { depthOf } from "./store/outbox";
import { countAllRuns } from "./store/views";

export const runsEnded = new Counter({
  name: "openpartner_job_runs_total",
  help: "Runs of functions by the embedded runner, by function and how they ended: done, failed, or to be tried again.",
  labelNames: ["function", "result"],
  registers: [registry],
});

export const relayLagSeconds = new Histogram({
  name: "openpartner_relay_lag_seconds",
  help: "Time from a change to when everyone who must hear of it has it, by the oldest of each batch.",
  buckets: [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300],
  registers: [registry],
});

const OUTBOX_WAITING = "openpartner_outbox_waiting";
const OUTBOX_AGE = "openpartner_outbox_age_seconds";
const RUNS = "openpartner_job_runs";
/** Those who watch a server ask every few seconds, and most of all when its database is gone. */
const LOOK_LIMIT_MS = SECOND_MS;
/** What nobody can say at present. */
const UNKNOWN = Number.NaN;

/**
 * Tells of the whole installation, whichever process is asked: the database is looked at when the figures are. While it does not
 * answer these figures are not a number, and all others are shown as ever.
 */
export function measureJobs({ database }: Services): void {
  for (const name of [OUTBOX_WAITING, OUTBOX_AGE, RUNS]) registry.removeSingleMetric(name);
  const registers = [registry];
  const depth = () => looked(database.asSystem("relay changes", (sql) => depthOf(sql, null)));
  new Gauge({
    name: OUTBOX_WAITING,
    help: "Changes that wait to be relayed, counted up to 100,000.",
    registers,
    async collect() {
      this.set((await depth())?.waiting ?? UNKNOWN);
    },
  });
  new Gauge({
    name: OUTBOX_AGE,
    help: "Age of the oldest change that waits to be relayed; 0 when none does.",
    registers,
    async collect() {
      const found = await depth();
      if (!found) return this.set(UNKNOWN);
      this.set(found.oldestAt === null ? 0 : (now() - found.oldestAt) / SECOND_MS);
    },
  });
  new Gauge({
    name: RUNS,
    help: "Runs of the embedded runner that are open, and that have failed within 30 days.",
    labelNames: ["state"],
    registers,
    async collect() {
      const found = await looked(database.asSystem("look at jobs", (sql) => countAllRuns(sql)));
      this.set({ state: "open" }, found?.open ?? UNKNOWN);
      this.set({ state: "failed" }, found?.failed ?? UNKNOWN);
    },
  });
}

/** What the database said, or null when it did not in time. That it is away is told by others. */
function looked<T>(looking: Promise<T>): Promise<T | null> {
  return within(LOOK_LIMIT_MS, looking).catch(() => null);
}
