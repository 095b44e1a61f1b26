import { parseArgs } from "node:util";
import { liveSchedule } from "./schedule";

const { values } = parseArgs({
  options: { runs: { type: "string", default: "100000" }, seed: { type: "string", default: "1" } },
});
const runs = Number(values.runs);
const first = Number(values.seed);
if (!Number.isSafeInteger(runs) || !Number.isSafeInteger(first) || runs < 1) {
  process.stderr.write("npm run simulate -- --runs <how many> --seed <the first>\n");
  process.exit(1);
}

const REPORT_EVERY = 5_000;
const started = Date.now();
const seen = new Map<string, number>();
for (let seed = first; seed < first + runs; seed++) {
  try {
    for (const [what, often] of await liveSchedule(seed)) seen.set(what, (seen.get(what) ?? 0) + often);
  } catch (error) {
    const cause = error instanceof Error ? (error.stack ?? error.message) : String(error);
    process.stderr.write(`Schedule ${seed} broke. See it again with --runs 1 --seed ${seed}.\n${cause}\n`);
    process.exit(1);
  }
  const done = seed - first + 1;
  if (done % REPORT_EVERY === 0 || done === runs) {
    const seconds = (Date.now() - started) / 1_000;
    process.stdout.write(`${done} schedules in ${seconds.toFixed(1)} s, each law held\n`);
  }
}
const words = [...seen].sort(([, a], [, b]) => b - a).map(([what, often]) => `${what} ${often}`);
process.stdout.write(`What happened: ${words.join(", ")}\n`);
