import { randomUUID } from "node:crypto";
import { z } from "zod";
import { authenticate } from "@/server/auth/authenticate";
import { type Context, permit } from "@/server/auth/context";
import { AppError } from "@/server/platform/errors";
import type { Api } from "./api";
import { DEFAULT_MAX_BODY_BYTES, parseBody } from "./body";
import { corsHeaders, preflight } from "./cors";
import { errorReply } from "./errors";
import { idempotentCall, once, type Recorded } from "./idempotency";
import { type ApiReply, type ApiRequest, isPublic, type KeyedOperation } from "./operation";
import type { Match } from "./router";
import { validate } from "./validate";

const noParams = z.object({});
/** A misspelt parameter must not be passed over: it may have been the one that says "preview". */
const noQuery = z.strictObject({});
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
    ...cors,
    ...reply.headers,
  };
  return { ...reply, headers };
}

async function answerOrRefuse(api: Api, request: ApiRequest, requestId: string): Promise<ApiReply> {
  try {
    if (request.method === "OPTIONS") return await options(api, request);
    return { ...(await answer(api, request, requestId)), headers: {} };
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

async function answer(api: Api, request: ApiRequest, requestId: string): Promise<Recorded> {
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
  const run = (inner: Context): Promise<Recorded> => runOperation(inner, operation, params, request, body);
  const call = idempotentCall(ctx, match, request, body);
  if (!call) return run(ctx);
  return once(ctx, call, run, (error) => keptRefusal(error, requestId, api));
}

async function contextFor(api: Api, operation: KeyedOperation, request: ApiRequest): Promise<Context> {
  const { access } = operation;
  const authorization = request.header("authorization");
  const actor = await authenticate(api.gate, authorization, request.header("origin"), "browser" in access);
  if ("scope" in access) permit(actor, access.scope);
  if ("browser" in access) permit(actor, access.browser);
  return { services: api.services, actor };
}

async function runOperation(
  ctx: Context,
  operation: KeyedOperation,
  params: Match["params"],
  request: ApiRequest,
  body: Buffer,
): Promise<Recorded> {
  const input = {
    params: validate(operation.params ?? noParams, params, "not_found"),
    query: validate(operation.query ?? noQuery, queryObject(request.query), "invalid_query"),
    body: operation.body
      ? validate(operation.body, parseBody(body, request.header("content-type")), "invalid_body")
      : undefined,
    request,
  };
  const reply = await operation.run(ctx, input as never); // validated just now by the operation's own schemas
  return {
    status: operation.statusOf?.(reply as never) ?? operation.status,
    body: operation.status === 204 ? "" : JSON.stringify(reply),
  };
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
