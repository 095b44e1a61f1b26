import { parseEnvironment } from "@/server/platform/env";
import { liveRoom } from "@/server/platform/live/room";
import { makeLog } from "@/server/platform/log";
import { Opened } from "../opened";
import { serve } from "../serve";
import { ask } from "./asking";
import { closeGently } from "./closing";
import { tellFigures } from "./figures";
import { surviveUncaught } from "./uncaught";

/** What a worker tells its supervisor: it takes requests, or why it could not begin. */
export type Report = { ready: true } | { failed: string };

/** Tells a worker to end without failing a request, because another one has begun. To end at once, it gets a signal. */
export const RETIRE = "retire";
/** Whether the supervisor has read all that the worker sent before: after it, no connection is handed over any more. */
export const HEARD = "heard all before";

/** Answers requests on the port that all workers share, until it is told to end or its supervisor is gone. */
export async function work(): Promise<void> {
  const opened = new Opened();
  const asked = askedToEnd();
  tellFigures();
  try {
    const env = parseEnvironment(process.env);
    if (!env.DATABASE_URL) throw new Error("A worker needs the DATABASE_URL of its supervisor.");
    const log = makeLog(env.LOG_LEVEL);
    const http = await serve({ env, databaseUrl: env.DATABASE_URL, log }, opened);
    report({ ready: true });
    if ((await Promise.race([asked, surviveUncaught(log)])) === RETIRE) {
      liveRoom().end();
      const closed = closeGently(http);
      // A connection that the supervisor hands over before it has read of the close would die with this process; of those that
      // come after the close, it learns that they were not taken, and gives them to another one.
      await ask(process, HEARD);
      await closed;
    }
  } catch (error) {
    report({ failed: error instanceof Error ? error.message : String(error) });
    process.exitCode = 1;
  }
  await opened.close();
  process.disconnect?.();
  process.exit();
}

function askedToEnd(): Promise<unknown> {
  // A terminal that closes tells every process; only the supervisor knows what to make of it.
  process.on("SIGHUP", () => undefined);
  return new Promise((resolve) => {
    process.on("SIGTERM", resolve);
    process.on("SIGINT", resolve);
    // Without a supervisor nobody would ever end it.
    process.once("disconnect", resolve);
    process.on("message", (message) => message === RETIRE && resolve(message));
  });
}

function report(what: Report): void {
  if (process.connected) process.send?.(what);
}
