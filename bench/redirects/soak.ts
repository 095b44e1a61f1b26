import { SECOND_MS } from "@/server/platform/clock";
import { startChild } from "../support/child";
import type { Scratch } from "../support/cluster";
import { count, line, verdict } from "../support/report";
import { median } from "../support/statistics";
import { ADDRESSES, CONNECTIONS, quick, startCrowd, visit } from "./stage";

const long = process.argv.includes("--long");
const PARTS = quick ? 6 : 24;
const PART_MS = (quick ? 2 : 10) * SECOND_MS;
/** A long soak goes on until so many have come. */
const LONG_CLICKS = 10_000_000;
const BYTES_PER_MB = 1_048_576;
const BAR_MB = 8;

/** Memory of one process under saturation for some minutes, each part with other visitors than the one before. */
export async function soak(scratch: Scratch, url: string): Promise<void> {
  const server = await startChild<{ port: number }>("ours/server", {
    DATABASE_URL: url,
    DATA_DIR: scratch.folder,
  });
  const curve: number[] = [];
  let clicks = 0;
  for (let part = 0; long ? clicks < LONG_CLICKS : part < PARTS; part++) {
    const crowd = await startCrowd(part * ADDRESSES);
    const { port } = server.ready;
    clicks += (await visit(crowd, { port, durationMs: PART_MS, connections: CONNECTIONS })).answered;
    await crowd.stop();
    const { rss, heapUsed } = await server.ask<NodeJS.MemoryUsage>({});
    const memory = rss / BYTES_PER_MB;
    curve.push(memory);
    const text = `${count(memory)} MB (heap ${count(heapUsed / BYTES_PER_MB)} MB)`;
    line(`after ${count(clicks)} clicks`, `${text.padEnd(24)} ${"▪".repeat(Math.round(memory / BAR_MB))}`);
  }
  await server.stop();
  // The caches are full after the first third.
  const third = Math.floor(curve.length / 3);
  const middle = median(curve.slice(third, 2 * third));
  verdict("memory of the last third to the second", [median(curve.slice(2 * third)) / middle], {
    atMost: 1.1,
  });
}
