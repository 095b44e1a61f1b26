import { randomUUID } from "node:crypto";
import { authenticate } from "@/server/auth/authenticate";
import type { Context } from "@/server/auth/context";
import { originOf } from "@/server/click/origin";
import { refuseUnknownOrigin } from "@/server/identity/caller";
import { AppError, assert } from "@/server/platform/errors";
import { DATA_HEADERS, transportHeaders } from "@/server/platform/web/safe-headers";
import type { Api } from "./api";
import { errorReply } from "./errors";
import { type ApiReply, type ApiRequest, isPublic, type KeyedOperation } from "./operation";
import { permitOperation, runOperation } from "./run";
import { DEFAULT_MAX_BODY_BYTES, parseBody } from "./wire/body";
import { corsHeaders, preflight } from "./wire/cors";
import { FileReply } from "./wire/file";
import { idempotentCall, once, type Recorded } from "./wire/idempotency";

const REQUEST_ID = /^[\w.:-]{1,128}$/;

/** Answers one request of the API. Never rejects: whatever goes wrong becomes a reply. `HEAD` is answered like `GET`; the servers leave its body out. */
export async function dispatch(api: Api, request: ApiRequest): Promise<ApiReply> {
  const given = request.header("x-request-id");
  const requestId = given !== undefined && REQUEST_ID.test(given) ? given : randomUUID();
  const reply = await answerOrRefuse(api, request, requestId);
  const cors = await corsHeaders(api, request).catch((error: unknown) => {
    // The reply is made; a page that may not read it is better than none at all.
    api.services.log.error({ err: error, requestId }, "the origin of a request could not be checked");
    return null;
  });
  const headers = {
    ...(reply.body === "" ? {} : { "content-type": "application/json; charset=utf-8" }),
    "cache-control": "no-store",
    "x-request-id": requestId,
    ...DATA_HEADERS,
    ...transportHeaders(api.services.appUrl),
    ...cors,
    ...reply.headers,
  };
  return { ...reply, headers };
}

async function answerOrRefuse(api: Api, request: ApiRequest, requestId: string): Promise<ApiReply> {
  try {
    if (request.method === "OPTIONS") return await options(api, request);
    return { headers: {}, ...(await answer(api, request, requestId)) };
  } catch (error) {
    return { ...errorReply(error, requestId, api.services.log), headers: errorHeaders(error) };
  }
}

async function options(api: Api, request: ApiRequest): Promise<ApiReply> {
  const allow = api.router.allowed(request.path);
  const asked = await preflight(api, request);
  return { status: 204, headers: { ...asked?.headers, allow }, body: "" };
}

function errorHeaders(error: unknown): Record<string, string> {
  if (!(error instanceof AppError)) return {};
  return {
    ...(error.retryAfterSeconds === undefined ? {} : { "retry-after": String(error.retryAfterSeconds) }),
    ...(error.code === "unauthorized" ? { "www-authenticate": "Bearer" } : {}),
    ...(error.code === "method_not_allowed" ? { allow: allowedIn(error.detail) } : {}),
  };
}

function allowedIn(detail: unknown): string {
  return typeof detail === "object" && detail !== null && "allowed" in detail ? String(detail.allowed) : "";
}

async function answer(
  api: Api,
  request: ApiRequest,
  requestId: string,
): Promise<Recorded | Required<ApiReply>> {
  const match = api.router.find(request.method === "HEAD" ? "GET" : request.method, request.path);
  const { operation, params } = match;
  if (isPublic(operation)) {
    return { status: operation.status, body: JSON.stringify(await operation.run(api.services)) };
  }
  const ctx = await contextFor(api, operation, request);
  const body =
    operation.method === "GET"
      ? Buffer.alloc(0)
      : await request.body(operation.maxBodyBytes ?? DEFAULT_MAX_BODY_BYTES);
  const raw = () => ({
    params,
    query: queryObject(request.query),
    body: operation.body ? parseBody(body, request.header("content-type")) : undefined,
  });
  if (operation.media) return fileOf(await runOperation(ctx, operation, raw(), request));
  const run = async (inner: Context): Promise<Recorded> => {
    const reply = await runOperation(inner, operation, raw(), request);
    return {
      status: operation.statusOf?.(reply as never) ?? operation.status, // the operation's own reply
      body: operation.status === 204 ? "" : JSON.stringify(reply),
    };
  };
  const call = idempotentCall(ctx, match, request, body);
  if (!call) return run(ctx);
  return once(ctx, call, run, (error) => keptRefusal(error, requestId, api));
}

function fileOf(reply: unknown): Required<ApiReply> {
  assert(reply instanceof FileReply, "an operation with media types gives a file");
  return { status: 200, headers: reply.headers, body: "", parts: reply.parts };
}

async function contextFor(api: Api, operation: KeyedOperation, request: ApiRequest): Promise<Context> {
  const actor = await authenticate(
    api.gate,
    request.header("authorization"),
    request.header("origin"),
    "browser" in operation.access,
  );
  const ctx = { services: api.services, actor };
  permitOperation(ctx, operation);
  if (originOf(actor) !== null) {
    await api.services.database.inBrand(actor.brandId, (tx) => refuseUnknownOrigin(tx, actor));
  }
  return ctx;
}

/** Refusals that are part of the contract are kept for the next time; faults and throttling are not. */
function keptRefusal(error: unknown, requestId: string, api: Api): Recorded | null {
  if (!(error instanceof AppError) || error.status >= 500 || error.status === 429) return null;
  return errorReply(error, requestId, api.services.log);
}

/** A parameter that is given twice is a list, which no schema of ours takes: it is refused rather than half read. */
function queryObject(query: URLSearchParams): Record<string, string | string[]> {
  const object = new Map<string, string | string[]>();
  for (const name of new Set(query.keys())) {
    const values = query.getAll(name);
    object.set(name, values.length === 1 ? (values[0] ?? "") : values);
  }
  return Object.fromEntries(object);
}
