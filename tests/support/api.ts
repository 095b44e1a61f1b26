import { operations } from "@/server/api/operations/all";
import type { Api } from "@/server/api/rest/api";
import { dispatch } from "@/server/api/rest/dispatch";
import type { AnyOperation, ApiRequest } from "@/server/api/rest/operation";
import { BASE_PATH, Router } from "@/server/api/rest/router";
import type { Parts } from "@/server/archive/file/parts";
import { keyCache } from "@/server/auth/keys";
import { AppError } from "@/server/platform/errors";
import { ADMIN_KEY, type World } from "./world";

export type Sent = {
  /** What the caller authenticates with; null for none. The administrator's key unless said. */
  key?: string | null;
  /** Sent as JSON. */
  json?: unknown;
  /** Sent as it is. */
  raw?: string | Buffer;
  headers?: Record<string, string>;
  ip?: string;
};

export type Received = { status: number; headers: Record<string, string>; text: string; json: unknown };

/** Sends requests through the API of a world, as the servers do, without a network between. */
export type TestApi = {
  api: Api;
  /** `path` below `/api/v1`, with its query. */
  send(method: string, path: string, sent?: Sent): Promise<Received>;
};

export function makeApi(world: World, routed: readonly AnyOperation[] = operations): TestApi {
  const { services, database, brandId } = world;
  const gate = { secrets: services.secrets, keys: keyCache(database), homeBrand: async () => brandId };
  const api: Api = { services, gate, router: new Router(routed) };
  return {
    api,
    async send(method, path, sent = {}) {
      const reply = await dispatch(api, requestOf(method, path, sent));
      if (reply.parts) return { ...reply, text: await textOf(reply.parts), json: undefined };
      return { ...reply, text: reply.body, json: reply.body === "" ? undefined : JSON.parse(reply.body) };
    },
  };
}

/** A whole file. */
export async function textOf(parts: Parts): Promise<string> {
  let text = "";
  for await (const part of parts) text += part;
  return text;
}

function requestOf(method: string, target: string, sent: Sent): ApiRequest {
  const [path = "", search = ""] = target.split("?");
  const body = bytesOf(sent);
  const key = sent.key === undefined ? ADMIN_KEY : sent.key;
  const headers: Record<string, string> = {
    ...(key === null ? {} : { authorization: `Bearer ${key}` }),
    ...(sent.json === undefined && sent.raw === undefined ? {} : { "content-type": "application/json" }),
    ...sent.headers,
  };
  return {
    method,
    path: `${BASE_PATH}${path}`,
    query: new URLSearchParams(search),
    ip: sent.ip ?? "192.0.2.1",
    header: (name) => headers[name],
    body: async (limitBytes) => {
      if (body.length > limitBytes) throw new AppError("body_too_large", "The body is too large.");
      return body;
    },
  };
}

function bytesOf(sent: Sent): Buffer {
  if (sent.raw !== undefined) return Buffer.from(sent.raw);
  return Buffer.from(sent.json === undefined ? "" : JSON.stringify(sent.json));
}
