import type { Log } from "@/server/platform/log";
import { hasLeft } from "@/server/platform/web/left";

/** postgres.js writes once more to a connection that a killed PostgreSQL has closed. Its queries have failed by then. */
const LATE_WRITE = /^Cannot read properties of null \(reading 'write'\)$/;
const OF_POSTGRES_JS = /[\\/]postgres[\\/](src|cjs)[\\/]connection\.js/;
/** What postgres.js asks of a connection that it has just made, awaiting no answer. Its queries fail with the connection. */
const ARRAY_TYPES = /\bfrom pg_catalog\.pg_type\b/;

/**
 * Keeps a fault that nobody awaited from ending the process with requests under way. What is known to do no harm is logged, and so is
 * any promise that nobody awaited, as by Next where that is open; after another fault nobody knows what still holds, so the process
 * ends in good order, with exit code 1.
 */
export function surviveUncaught(log: Log): Promise<void> {
  return new Promise((resolve) => {
    process.on("unhandledRejection", (error) => {
      if (!doesNoHarm(error, log)) log.error({ err: error }, "a promise that nobody awaited failed");
    });
    process.on("uncaughtException", (error) => {
      if (doesNoHarm(error, log)) return;
      log.error(
        { err: error },
        "a fault that nobody awaited; the process ends when requests under way are answered",
      );
      process.exitCode = 1;
      resolve();
    });
  });
}

/** Whether a fault is known to do no harm. It is logged then. */
function doesNoHarm(error: unknown, log: Log): boolean {
  if (isLateWrite(error))
    log.warn({ err: error }, "a connection to the database was lost while it was written to");
  else if (isLostEarly(error))
    log.warn({ err: error }, "a connection to the database was lost as it was made");
  // Whoever read what was sent may have gone by then as well.
  else if (hasLeft(error)) log.debug({ err: error }, "a visitor left while sending a request");
  else return false;
  return true;
}

function isLateWrite(error: unknown): boolean {
  return (
    error instanceof TypeError && LATE_WRITE.test(error.message) && OF_POSTGRES_JS.test(error.stack ?? "")
  );
}

function isLostEarly(error: unknown): boolean {
  const query = (error as { query?: unknown } | null)?.query;
  return typeof query === "string" && ARRAY_TYPES.test(query);
}
