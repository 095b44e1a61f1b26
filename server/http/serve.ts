import { createServer, type Server as HttpServer } from "node:http";
import { openServer, share } from "@/server/api/services";
import { ensureHomeBrand } from "@/server/brand/install";
import { resumeRederivations } from "@/server/commission/rederive/rederive";
import type { Environment } from "@/server/platform/env";
import { liveRoom } from "@/server/platform/live/room";
import type { Log } from "@/server/platform/log";
import { loadMetricsToken, loadSecrets } from "@/server/platform/secrets";
import { requestHandler } from "./handler";
import { readBeforeIdle } from "./idle";
import { withMetrics } from "./metrics";
import type { Opened } from "./opened";
import { openPages } from "./pages";
import { closeNow } from "./processes/closing";
import { figures } from "./processes/figures";
import { proxiesFrom } from "./visitor/proxies";

const LOOPBACK = ["127.0.0.0/8", "::1"];

/** Opens one process that answers requests, in the order of dependency. */
export async function serve(
  { env, databaseUrl, log }: { env: Environment; databaseUrl: string; log: Log },
  opened: Opened,
): Promise<HttpServer> {
  const development = process.env["OPENPARTNER_DEV"] === "1";
  const server = await openServer({ env, databaseUrl, secrets: await loadSecrets(env), log });
  opened.add(() => server.close());
  share(server);
  if (env.OPENPARTNER_MODE === "selfhost") await ensureHomeBrand(server.services.database);
  opened.add(resumeRederivations(server.services));
  opened.add(() => server.jobs.stop());
  server.jobs.start();
  const pages = await openPages(env, { development }, opened);
  const trusted = env.TRUSTED_PROXIES.length > 0 || !development ? env.TRUSTED_PROXIES : LOOPBACK;
  const handler = requestHandler(server, pages, proxiesFrom(trusted, env.COUNTRY_HEADER));
  const token = await loadMetricsToken(env);
  const http = createServer(withMetrics(handler, { router: server.api.router, token, figures }));
  readBeforeIdle(http);
  await listen(http, env);
  opened.add(() => closeNow(http));
  // Before it is waited for requests to finish: these do not finish by themselves.
  opened.add(async () => liveRoom().end());
  return http;
}

function listen(http: HttpServer, env: Environment): Promise<void> {
  return new Promise((resolve, reject) => {
    http.once("error", (error: NodeJS.ErrnoException) => {
      reject(
        error.code === "EADDRINUSE"
          ? new Error(`Port ${env.PORT} is taken. Choose another with PORT=… npm start.`)
          : error,
      );
    });
    http.listen(env.PORT, env.HOST, resolve);
  });
}
