import type { Pace } from "./pace";
import { Visitor } from "./visitor";

/** How long the process rests between looking for answers and sending what is due. */
const REST_MS = 0.2;
const NOBODY = new Int32Array(new SharedArrayBuffer(4));
/** When the server is this far behind, more connections would not help it, and visitors wait before they are sent. */
const MAX_CONNECTIONS = 512;

/**
 * Visitors arrive at a fixed rate, whether the server keeps up or not. A visit's time counts from when it should have begun, so
 * a stall counts for everybody who would have come meanwhile (no coordinated omission).
 */
export async function openLoop(
  port: number,
  requests: readonly Buffer[],
  { perSecond, durationMs }: { perSecond: number; durationMs: number },
): Promise<Pace> {
  const total = Math.floor((perSecond * durationMs) / 1000);
  const latencies: number[] = [];
  const idle = Array.from({ length: MAX_CONNECTIONS }, () => new Visitor(port));
  await Promise.all(idle.map((visitor) => visitor.connected()));
  const late: number[] = [];
  let arrived = 0;
  let next = Math.floor(Math.random() * requests.length);
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const begin = (visitor: Visitor, due: number): void => {
      next = (next + 1) % requests.length;
      visitor.visit(
        requests[next] ?? Buffer.alloc(0),
        () => {
          latencies.push(performance.now() - due);
          if (latencies.length === total) return finish();
          const waiting = late.shift();
          if (waiting === undefined) idle.push(visitor);
          else begin(visitor, waiting);
        },
        reject,
      );
    };
    const send = (): void => {
      // Counting the first one, which is due at the start.
      const due = Math.min(total, Math.floor(((performance.now() - start) * perSecond) / 1000) + 1);
      for (; arrived < due; arrived++) {
        const at = start + (arrived * 1000) / perSecond;
        const visitor = idle.pop();
        if (visitor) begin(visitor, at);
        else late.push(at);
      }
      if (latencies.length === total) return;
      // Timers count whole milliseconds, which is more than a server may take.
      Atomics.wait(NOBODY, 0, 0, REST_MS);
      setImmediate(send);
    };
    setImmediate(send);
    const finish = (): void => {
      for (const visitor of idle) visitor.close();
      resolve({ latencies, seconds: (performance.now() - start) / 1000 });
    };
  });
}
