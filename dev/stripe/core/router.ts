import type { Merchant } from "./merchant";
import type { Params } from "./params";

/** What answers one route: the account asked for, the request's parameters, and what stands in the path's places. */
export type Handler = (merchant: Merchant, params: Params, ...ids: string[]) => object;

export type Route = { method: "GET" | "POST" | "DELETE"; path: string; handler: Handler };

export function get(path: string, handler: Handler): Route {
  return { method: "GET", path, handler };
}

export function post(path: string, handler: Handler): Route {
  return { method: "POST", path, handler };
}

export function del(path: string, handler: Handler): Route {
  return { method: "DELETE", path, handler };
}

export type Found = { handler: Handler; ids: string[] };

/** Finds the route of a path. Places are written `:name`; a path without places goes before one with. */
export function routerOf(routes: readonly Route[]): (method: string, path: string) => Found | undefined {
  const exact = new Map<string, Handler>();
  const patterns: { method: string; parts: string[]; handler: Handler }[] = [];
  for (const { method, path, handler } of routes) {
    if (path.includes(":")) patterns.push({ method, parts: path.split("/"), handler });
    else exact.set(`${method} ${path}`, handler);
  }
  return (method, path) => {
    const handler = exact.get(`${method} ${path}`);
    if (handler) return { handler, ids: [] };
    const parts = path.split("/");
    for (const pattern of patterns) {
      if (pattern.method !== method || pattern.parts.length !== parts.length) continue;
      if (!pattern.parts.every((part, index) => part.startsWith(":") || part === parts[index])) continue;
      const ids = parts.filter((_, index) => pattern.parts[index]?.startsWith(":"));
      return { handler: pattern.handler, ids: ids.map(decodeURIComponent) };
    }
    return undefined;
  };
}
