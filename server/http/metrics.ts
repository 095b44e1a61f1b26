import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { collectDefaultMetrics } from "prom-client";
import { BASE_PATH, type Router } from "@/server/api/rest/router";
import { registry, requestSeconds } from "@/server/platform/metrics";
import { sameSecret } from "@/server/platform/secrets";
import { headerOf, send, splitUrl } from "./adapt";

const PATH = "/metrics";
const NANOSECONDS = 1e9;

/** Measures every request that `listener` answers, and shows the figures at `/metrics` to who knows the token. */
export function withMetrics(listener: RequestListener, router: Router, token: string): RequestListener {
  collectDefaultMetrics({ register: registry });
  return (request, response) => {
    const [path] = splitUrl(request.url ?? "/");
    if (path === PATH) {
      show(request, response, token).catch((error: Error) => response.destroy(error));
      return;
    }
    const begun = process.hrtime.bigint();
    response.once("finish", () => {
      const seconds = Number(process.hrtime.bigint() - begun) / NANOSECONDS;
      const method = request.method ?? "";
      const status = String(response.statusCode);
      requestSeconds.observe({ method, route: routeOf(router, method, path), status }, seconds);
    });
    listener(request, response);
  };
}

async function show(request: IncomingMessage, response: ServerResponse, token: string): Promise<void> {
  if (!sameSecret(headerOf(request, "authorization") ?? "", `Bearer ${token}`)) {
    const headers = { "content-type": "text/plain", "www-authenticate": "Bearer" };
    send(response, { status: 401, headers, body: "Send METRICS_TOKEN as a bearer token.\n" }, request.method);
    return;
  }
  const headers = { "content-type": registry.contentType, "cache-control": "no-store" };
  send(response, { status: 200, headers, body: await registry.metrics() }, request.method);
}

/** The route, not the path: one figure for each link or id would be as many as there are links and ids. */
function routeOf(router: Router, method: string, path: string): string {
  if (path.startsWith("/r/")) return "/r/:code";
  if (path === "/health" || path === "/ready") return path;
  if (!path.startsWith(`${BASE_PATH}/`)) return "page";
  try {
    return `${BASE_PATH}${router.find(method === "HEAD" ? "GET" : method, path).operation.path}`;
  } catch {
    // The router has one reason to refuse: it knows no such path and method.
    return "unknown";
  }
}
