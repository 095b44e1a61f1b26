import { privateCacheControl, SHARED_CACHE_HEADERS } from "./cache";
import { type CrefOptions, consentOf, cookieFor } from "./rules";
import { visitOf } from "./visit";

/** The part of Hono's Context that is used. */
export interface HonoContextLike {
  req: { raw: Request };
  res: Response;
  header(name: string, value?: string, options?: { append?: boolean }): void;
}

/** Middleware for Hono: sets the `_cref` cookie when the address brings a click. `consent` is given the raw Request. */
export function honoCref(options: CrefOptions<Request> = {}) {
  return async (context: HonoContextLike, next: () => Promise<void>): Promise<void> => {
    const visit = visitOf(context.req.raw);
    const cookie = cookieFor(visit, consentOf(visit, context.req.raw, options), options, Date.now());
    await next();
    if (cookie === null) return;
    // Through the context, which copies a response whose headers are locked.
    context.header("set-cookie", cookie, { append: true });
    context.header("cache-control", privateCacheControl(context.res.headers.get("cache-control")));
    for (const name of SHARED_CACHE_HEADERS) context.header(name, undefined);
  };
}
