import { Connection } from "./connection";
import { median, quantile } from "./statistics";

/** What is sent: the next request's JSON each time it is asked. */
export type Target = { port: number; key: string; path: string; next(): string };

export type Load = { perSecond: number; medianMs: number; p99Ms: number };

/** Sends requests over `connections` at once, each waiting for its answer before the next, and counts those answered in time. */
export async function load(target: Target, connections: number, durationMs: number): Promise<Load> {
  const latencies: number[] = [];
  const start = performance.now();
  const end = start + durationMs;
  const work = async (): Promise<void> => {
    const connection = new Connection(target.port, target.key);
    for (let sent = performance.now(); sent < end; sent = performance.now()) {
      const answer = await connection.post(target.path, target.next());
      if (answer.status !== 200) throw new Error(`${target.path} answered ${answer.status}: ${answer.body}`);
      latencies.push(performance.now() - sent);
    }
    connection.close();
  };
  await Promise.all(Array.from({ length: connections }, work));
  const seconds = (performance.now() - start) / 1000;
  return {
    perSecond: latencies.length / seconds,
    medianMs: median(latencies),
    p99Ms: quantile(latencies, 0.99),
  };
}
