import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import type { Api } from "@/server/api/rest/api";
import { errorReply, toldOf } from "@/server/api/rest/errors";
import type { ApiRequest } from "@/server/api/rest/operation";
import { DEFAULT_MAX_BODY_BYTES } from "@/server/api/rest/wire/body";
import { fromWeb } from "@/server/api/rest/wire/web";
import { authenticate } from "@/server/auth/authenticate";
import type { Actor } from "@/server/auth/context";
import { sessionActor } from "@/server/auth/session/of-request";
import { newId } from "@/server/platform/ids";
import { trpcError } from "./errors";
import type { TrpcContext } from "./procedure";
import { appRouter } from "./router";

const TRPC_PATH = "/api/trpc";
const MAX_CALLS_TOGETHER = 20;

/** Answers tRPC over HTTP. The caller shows the same keys as to the REST API, or is signed in. */
export async function handleTrpc(api: Api, request: Request, ip: string): Promise<Response> {
  const requestId = newId();
  const seen = fromWeb(request, ip);
  try {
    const read = await withReadBody(request, seen);
    return await fetchRequestHandler({
      endpoint: TRPC_PATH,
      req: read,
      router: appRouter,
      maxBatchSize: MAX_CALLS_TOGETHER,
      createContext: () => contextFor(api, seen, requestId),
    });
  } catch (error) {
    const { status, body } = errorReply(error, requestId, api.services.log);
    return new Response(body, { status, headers: { "content-type": "application/json" } });
  }
}

/** tRPC reads a body of any size, so it is given one that was read within the limit. */
async function withReadBody(request: Request, seen: ApiRequest): Promise<Request> {
  if (request.method !== "POST") return request;
  const body = await seen.body(DEFAULT_MAX_BODY_BYTES);
  return new Request(request.url, {
    method: request.method,
    headers: request.headers,
    body: new Uint8Array(body),
  });
}

async function contextFor(api: Api, request: ApiRequest, requestId: string): Promise<TrpcContext> {
  try {
    const actor = await actorFor(api, request);
    return { call: { services: api.services, actor }, request, requestId };
  } catch (error) {
    throw trpcError(toldOf(error, requestId, api.services.log));
  }
}

async function actorFor(api: Api, request: ApiRequest): Promise<Actor> {
  const authorization = request.header("authorization");
  if (authorization !== undefined || request.header("cookie") === undefined) {
    return authenticate(api.gate, authorization, undefined, false);
  }
  return (await sessionActor(api.services, request)).actor;
}
