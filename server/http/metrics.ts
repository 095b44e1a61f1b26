import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { collectDefaultMetrics } from "prom-client";
import { BASE_PATH, type Router } from "@/server/api/rest/router";
import { memo } from "@/server/platform/memory/memo";
import { registry, requestSeconds } from "@/server/platform/metrics";
import { sameSecret } from "@/server/platform/secrets";
import { DATA_HEADERS } from "@/server/platform/web/safe-headers";
import { headerOf, send, splitUrl } from "./adapt";

const PATH = "/metrics";
const LIVE = "/api/live";
const MILLISECONDS = 1_000;
const MAX_SERIES = 2_000;

export type MetricsOptions = {
  router: Router;
  token: string;
  /** The figures as Prometheus reads them; with several processes, those of all. */
  figures(): Promise<string>;
};

/** One series of the histogram. Finding it by its labels takes longer than counting in it. */
const series = memo((key) => {
  const [method = "", status = "", route = ""] = key.split(" ");
  return requestSeconds.labels({ method, route, status });
}, MAX_SERIES);

/** Measures every request that `listener` answers, and shows the figures at `/metrics` to who knows the token. */
export function withMetrics(listener: RequestListener, options: MetricsOptions): RequestListener {
  collectDefaultMetrics({ register: registry });
  const { router } = options;
  return (request, response) => {
    const [path] = splitUrl(request.url ?? "/");
    if (path === PATH) {
      show(request, response, options).catch((error: Error) => response.destroy(error));
      return;
    }
    // It lasts as long as somebody looks, which says nothing about us.
    if (path === LIVE) return listener(request, response);
    const begun = performance.now();
    response.once("finish", () => {
      const method = request.method ?? "";
      const route = routeOf(router, method, path);
      const seconds = (performance.now() - begun) / MILLISECONDS;
      series(`${method} ${response.statusCode} ${route}`).observe(seconds);
    });
    listener(request, response);
  };
}

async function show(
  request: IncomingMessage,
  response: ServerResponse,
  { token, figures }: MetricsOptions,
): Promise<void> {
  if (!sameSecret(headerOf(request, "authorization") ?? "", `Bearer ${token}`)) {
    const headers = { ...DATA_HEADERS, "content-type": "text/plain", "www-authenticate": "Bearer" };
    send(response, { status: 401, headers, body: "Send METRICS_TOKEN as a bearer token.\n" }, request.method);
    return;
  }
  const headers = { ...DATA_HEADERS, "content-type": registry.contentType, "cache-control": "no-store" };
  send(response, { status: 200, headers, body: await figures() }, request.method);
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
