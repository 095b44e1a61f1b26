import type { ApiReply } from "@/server/api/rest/operation";
import type { Server } from "@/server/api/services";
import { DATA_HEADERS } from "@/server/platform/web/safe-headers";

const READY_TIMEOUT_MS = 2_000;

/**
 * `/health`: the process runs, and redirects of known links work. `/ready`: it can do all its work; 503 while the database does
 * not answer. A balancer before partner links asks the first, one before the API the second.
 */
export async function health(server: Server, path: string): Promise<ApiReply | null> {
  if (path === "/health") return json(200, { status: "ok" });
  if (path !== "/ready") return null;
  const [database, { oldest, ...spool }] = await Promise.all([answers(server), server.redirector.spool()]);
  return json(database ? 200 : 503, {
    status: database ? "ready" : "unavailable",
    database: database ? "ok" : "not answering",
    spool: { ...spool, oldest: oldest === null ? null : new Date(oldest).toISOString() },
  });
}

async function answers(server: Server): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), READY_TIMEOUT_MS);
  });
  const query = server.services.database.sql`select 1`.then(
    () => true,
    () => false,
  );
  const result = await Promise.race([query, timeout]);
  clearTimeout(timer);
  return result;
}

function json(status: number, body: object): ApiReply {
  return {
    status,
    headers: {
      ...DATA_HEADERS,
      "content-type": "application/json; charset=utf-8",
      "cache-control": "no-store",
    },
    body: JSON.stringify(body),
  };
}
