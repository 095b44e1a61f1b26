import { privateCacheControl, SHARED_CACHE_HEADERS } from "./cache";
import { type CrefOptions, consentOf, cookieFor } from "./rules";
import { type NodeRequestLike, visitOf } from "./visit";

/** The part of Node's ServerResponse that is used. */
export interface NodeResponseLike {
  getHeader(name: string): number | string | string[] | undefined;
  setHeader(name: string, value: string | readonly string[]): unknown;
  removeHeader(name: string): void;
  writeHead(status: number, ...rest: unknown[]): unknown;
}

/**
 * Middleware for Express, Connect and Node's own `http`: sets the `_cref` cookie when the address brings a click.
 *
 * The cookie is added as the head of the reply is written, after every handler, so that none of them can drop it or
 * make the reply publicly cacheable again.
 */
export function expressCref<Incoming extends NodeRequestLike>(options: CrefOptions<Incoming> = {}) {
  return (request: Incoming, response: NodeResponseLike, next: () => void): void => {
    const visit = visitOf(request);
    const cookie = cookieFor(visit, consentOf(visit, request, options), options, Date.now());
    if (cookie !== null) beforeHead(response, () => addCookie(response, cookie));
    next();
  };
}

function beforeHead(response: NodeResponseLike, change: () => void): void {
  const writeHead = response.writeHead.bind(response);
  response.writeHead = (status, ...rest) => {
    // Headers given to writeHead itself win over those set before, so they are set first and changed with the others.
    const given = rest.findLast((argument) => typeof argument === "object" && argument !== null);
    for (const [name, value] of pairsOf(given))
      response.setHeader(name, value.length === 1 ? String(value[0]) : value);
    change();
    return writeHead(status, ...rest.filter((argument) => typeof argument === "string"));
  };
}

function addCookie(response: NodeResponseLike, cookie: string): void {
  const cookies = [response.getHeader("set-cookie") ?? []].flat().map(String);
  response.setHeader("set-cookie", [...cookies, cookie]);
  const cacheControl = response.getHeader("cache-control");
  response.setHeader("cache-control", privateCacheControl(cacheControl ? String(cacheControl) : null));
  for (const name of SHARED_CACHE_HEADERS) response.removeHeader(name);
}

/** Node takes headers as an object, as a list of pairs, and as names and values in turn; a name may come twice. */
function pairsOf(given: unknown): Map<string, string[]> {
  const pairs = new Map<string, string[]>();
  const add = (name: unknown, value: unknown) => {
    if (value === undefined) return;
    const key = String(name).toLowerCase();
    pairs.set(key, [...(pairs.get(key) ?? []), ...[value].flat().map(String)]);
  };
  const list: readonly unknown[] = Array.isArray(given) ? given : Object.entries(given ?? {});
  if (list.every(Array.isArray)) for (const [name, value] of list) add(name, value);
  else for (let index = 0; index < list.length; index += 2) add(list[index], list[index + 1]);
  return pairs;
}
