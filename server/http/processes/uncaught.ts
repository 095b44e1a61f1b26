import type { Log } from "@/server/platform/log";
import { hasLeft } from "@/server/platform/web/left";

/** postgres.js writes once more to a connection that a killed PostgreSQL has closed. Its queries have failed by then. */
const LATE_WRITE = /^Cannot read properties of null \(reading 'write'\)$/;
const OF_POSTGRES_JS = /[\\/]postgres[\\/](src|cjs)[\\/]connection\.js/;

/**
 * Keeps a fault that nobody awaited from ending the process with requests under way. What is known to do no harm is logged, and so is
 * a promise that nobody awaited, as by Next where that is open; after anything else nobody knows what still holds, so the process ends
 * in good order, with exit code 1.
 */
export function surviveUncaught(log: Log): Promise<void> {
  return new Promise((resolve) => {
    process.on("unhandledRejection", (error) => {
      log.error({ err: error }, "a promise that nobody awaited failed");
    });
    process.on("uncaughtException", (error) => {
      if (isLateWrite(error)) {
        log.warn({ err: error }, "a connection to the database was lost while it was written to");
        return;
      }
      // Whoever read what was sent may have gone by then as well.
      if (hasLeft(error)) {
        log.debug({ err: error }, "a visitor left while sending a request");
        return;
      }
      log.error(
        { err: error },
        "a fault that nobody awaited; the process ends when requests under way are answered",
      );
      process.exitCode = 1;
      resolve();
    });
  });
}

function isLateWrite(error: unknown): boolean {
  return (
    error instanceof TypeError && LATE_WRITE.test(error.message) && OF_POSTGRES_JS.test(error.stack ?? "")
  );
}
