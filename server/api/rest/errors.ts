import { AppError } from "@/server/platform/errors";
import type { Log } from "@/server/platform/log";
import { hasLeft } from "@/server/platform/web/left";

/** Connection failures of postgres.js and the classes of PostgreSQL errors that mean "not now". */
const UNAVAILABLE =
  /^(CONNECT_TIMEOUT|CONNECTION_(CLOSED|ENDED|DESTROYED)|ECONNREFUSED|ECONNRESET|ENOENT|40001|40P01|55P03|53\w{3}|57P0[123])$/;

/** What a caller is told of an error. Internals go to the log, with the request's id to find them by. */
export function toldOf(error: unknown, requestId: string, log: Log): AppError {
  return error instanceof AppError ? error : surprise(error, requestId, log);
}

/** The one place where an error becomes a reply. */
export function errorReply(error: unknown, requestId: string, log: Log): { status: number; body: string } {
  const known = toldOf(error, requestId, log);
  const body = JSON.stringify({
    error: known.code,
    message: known.message,
    ...(known.detail === undefined ? {} : { detail: known.detail }),
    requestId,
  });
  return { status: known.status, body };
}

function surprise(error: unknown, requestId: string, log: Log): AppError {
  if (hasLeft(error)) {
    log.debug({ err: error, requestId }, "somebody left while sending a request");
    return new AppError("invalid_body", "The request was broken off.");
  }
  const code = (error as { code?: unknown } | null)?.code;
  log.error({ err: error, requestId }, "a request failed");
  if (typeof code === "string" && UNAVAILABLE.test(code)) {
    return new AppError("unavailable", "The database cannot be reached at the moment. Try again shortly.", {
      retryAfterSeconds: 5,
    });
  }
  return new AppError(
    "internal_error",
    "Something failed on our side. The requestId finds it in the server's log.",
  );
}
