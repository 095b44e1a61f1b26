import type { Pace } from "./pace";
import { Visitor } from "./visitor";

/** Each connection sends its next request as soon as its last one is answered: how much the server can do. */
export function closedLoop(
  port: number,
  requests: readonly Buffer[],
  { connections, durationMs }: { connections: number; durationMs: number },
): Promise<Pace> {
  const latencies: number[] = [];
  const start = performance.now();
  const end = start + durationMs;
  let next = Math.floor(Math.random() * requests.length);
  const work = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const visitor = new Visitor(port);
      const go = (): void => {
        const sent = performance.now();
        if (sent > end) {
          visitor.close();
          return resolve();
        }
        next = (next + 1) % requests.length;
        visitor.visit(
          requests[next] ?? Buffer.alloc(0),
          () => {
            latencies.push(performance.now() - sent);
            go();
          },
          reject,
        );
      };
      go();
    });
  return Promise.all(Array.from({ length: connections }, work)).then(() => ({
    latencies,
    seconds: (performance.now() - start) / 1000,
  }));
}
