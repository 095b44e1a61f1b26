import { privateCacheControl, SHARED_CACHE_HEADERS } from "./cache";
import { type CrefOptions, consentOf, cookieFor } from "./rules";
import { visitOf } from "./visit";

/**
 * The response, with the `_cref` cookie when the request's address brings a click (`?cref=`), for any server that
 * answers a `Request` with a `Response`: Next.js, Deno, Bun, Cloudflare Workers, SvelteKit, Remix.
 *
 * The same object comes back, unless its headers cannot be written; then a copy.
 */
export function keepCref(request: Request, response: Response, options: CrefOptions<Request> = {}): Response {
  const visit = visitOf(request);
  const cookie = cookieFor(visit, consentOf(visit, request, options), options, Date.now());
  return cookie === null ? response : withCookie(response, cookie);
}

/** A handler or middleware whose responses pass through `keepCref`. */
export function withCref<Incoming extends Request, Rest extends unknown[]>(
  handler: (request: Incoming, ...rest: Rest) => Response | Promise<Response>,
  options: CrefOptions<Request> = {},
): (request: Incoming, ...rest: Rest) => Promise<Response> {
  return async (request, ...rest) => keepCref(request, await handler(request, ...rest), options);
}

function withCookie(response: Response, cookie: string): Response {
  // A protocol switch and an opaque error carry no headers to the browser, and cannot be copied.
  if (response.status < 200) return response;
  const open = hasOpenHeaders(response) ? response : new Response(response.body, response);
  open.headers.append("set-cookie", cookie);
  open.headers.set("cache-control", privateCacheControl(open.headers.get("cache-control")));
  for (const name of SHARED_CACHE_HEADERS) open.headers.delete(name);
  return open;
}

/** Headers of a redirect or of a fetched response are locked, which shows only when one is written. */
function hasOpenHeaders({ headers }: Response): boolean {
  try {
    headers.set("cache-control", headers.get("cache-control") ?? "private");
    return true;
  } catch {
    return false;
  }
}
