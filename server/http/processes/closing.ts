import type { Server as HttpServer } from "node:http";
import { Server as NetServer } from "node:net";

const DRAIN_TIMEOUT_MS = 10_000;
/** Where others answer meanwhile there is no hurry, however long an answer takes. */
const GENTLE_TIMEOUT_MS = 60_000;

/** Stops taking connections and lets requests under way finish. */
export function closeNow(http: HttpServer): Promise<void> {
  if (!http.listening) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(() => http.closeAllConnections(), DRAIN_TIMEOUT_MS);
    http.close(() => {
      clearTimeout(timer);
      resolve();
    });
    http.closeIdleConnections();
  });
}

/**
 * Stops taking connections while others take them, without failing a request: a client may be sending its next one on a
 * connection that seems idle, so each connection is kept until its next answer, which says that it is the last, or until the
 * client knows from the answers before that it has idled too long.
 */
export function closeGently(http: HttpServer): Promise<void> {
  http.prependListener("request", (_request, response) => response.setHeader("connection", "close"));
  return new Promise((resolve) => {
    const timer = setTimeout(() => http.closeAllConnections(), http.keepAliveTimeout + GENTLE_TIMEOUT_MS);
    // The close of http.Server would end idle connections at once.
    NetServer.prototype.close.call(http, () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
