import { randomUUID } from "node:crypto";
import { z } from "zod";
import { authenticate, type Gate } from "@/server/auth/authenticate";
import { type Context, permit, type Services } from "@/server/auth/context";
import { AppError } from "@/server/platform/errors";
import { errorReply } from "./errors";
import { idempotentCall, once, type Recorded } from "./idempotency";
import type { AnyOperation, ApiReply, ApiRequest } from "./operation";
import type { Router } from "./router";
import { validate } from "./validate";

export type Api = { readonly services: Services; readonly gate: Gate; readonly router: Router };

const DEFAULT_MAX_BODY_BYTES = 1_048_576;
const noInput = z.looseObject({});
const REQUEST_ID = /^[\w.:-]{1,128}$/;
const JSON_TYPE = /^application\/([\w.+-]+\+)?json\s*(;|$)/i;

/** Answers one request of the API. Never rejects: whatever goes wrong becomes a reply. */
export async function dispatch(api: Api, request: ApiRequest): Promise<ApiReply> {
  const given = request.header("x-request-id");
  const requestId = given !== undefined && REQUEST_ID.test(given) ? given : randomUUID();
  const headers: Record<string, string> = {
    "content-type": "application/json; charset=utf-8",
    "x-request-id": requestId,
    "cache-control": "no-store",
  };
  try {
    const reply = await answer(api, request, requestId);
    return { status: reply.status, headers, body: reply.body };
  } catch (error) {
    const reply = errorReply(error, requestId, api.services.log);
    if (error instanceof AppError && error.retryAfterSeconds !== undefined)
      headers["retry-after"] = String(error.retryAfterSeconds);
    if (error instanceof AppError && error.code === "method_not_allowed")
      headers["allow"] = (error.detail as { allowed: string }).allowed;
    return { ...reply, headers };
  }
}

async function answer(api: Api, request: ApiRequest, requestId: string): Promise<Recorded> {
  const { operation, params } = api.router.find(request.method, request.path);
  const ctx = await contextFor(api, operation, request);
  const body =
    operation.method === "GET"
      ? Buffer.alloc(0)
      : await request.body(operation.maxBodyBytes ?? DEFAULT_MAX_BODY_BYTES);
  const input = {
    params: validate(operation.params ?? noInput, params, "not_found"),
    query: validate(operation.query ?? noInput, queryObject(request.query), "invalid_query"),
    body: operation.body
      ? validate(operation.body, parseBody(body, request.header("content-type")), "invalid_body")
      : undefined,
    request,
  };
  const run = async (inner: Context): Promise<Recorded> => {
    const reply = await operation.run(inner, input as never); // validated above by the operation's own schemas
    return {
      status: operation.statusOf ? operation.statusOf(reply as never) : operation.status,
      body: operation.status === 204 ? "" : JSON.stringify(reply),
    };
  };
  const route = `${request.method} ${request.path}${request.query.size > 0 ? `?${request.query}` : ""}`;
  const call =
    operation.method === "POST" ? idempotentCall(ctx, request.header("idempotency-key"), route, body) : null;
  if (!call) return run(ctx);
  return once(ctx, call, run, (error) => keptRefusal(error, requestId, api));
}

async function contextFor(api: Api, operation: AnyOperation, request: ApiRequest): Promise<Context> {
  const { access } = operation;
  if ("public" in access) throw new Error(`${operation.id} is public: its route answers it without an actor`);
  const actor = await authenticate(
    api.gate,
    request.header("authorization"),
    request.header("origin"),
    "browser" in access,
  );
  if ("scope" in access) permit(actor, access.scope);
  if ("browser" in access) permit(actor, access.browser);
  return { services: api.services, actor };
}

/** Refusals that are part of the contract are kept for the next time; faults and throttling are not. */
function keptRefusal(error: unknown, requestId: string, api: Api): Recorded | null {
  if (!(error instanceof AppError) || error.status >= 500 || error.status === 429) return null;
  return errorReply(error, requestId, api.services.log);
}

/** A parameter that is given twice is a list, which no schema of ours takes: it is refused rather than half read. */
function queryObject(query: URLSearchParams): Record<string, string | string[]> {
  const object: Record<string, string | string[]> = {};
  for (const name of new Set(query.keys())) {
    const values = query.getAll(name);
    object[name] = values.length === 1 ? (values[0] ?? "") : values;
  }
  return object;
}

function parseBody(body: Buffer, contentType: string | undefined): unknown {
  if (body.length === 0) return {};
  if (contentType === undefined || !JSON_TYPE.test(contentType)) {
    throw new AppError(
      "unsupported_media_type",
      `Send JSON with Content-Type: application/json, not "${(contentType ?? "none").slice(0, 80)}".`,
    );
  }
  try {
    return JSON.parse(body.toString("utf8"));
  } catch (error) {
    throw new AppError(
      "invalid_body",
      `The body is no valid JSON: ${(error as Error).message.slice(0, 200)}.`,
    );
  }
}
