import { type CrefOptions, consentOf, crefOf } from "./middleware/rules";
import { type NodeRequestLike, visitOf } from "./middleware/visit";

// This file is the package's entry `./middleware`: what it exports is its public face.
export type { Consent } from "./consent";
export { expressCref, type NodeResponseLike } from "./middleware/express";
export { type HonoContextLike, honoCref } from "./middleware/hono";
export { keepCref, withCref } from "./middleware/response";
export type { CrefOptions } from "./middleware/rules";
export type { NodeRequestLike } from "./middleware/visit";

/**
 * The visitor's click id, or null: from the address (`?cref=`) or the cookie, the later of the two. For the server that
 * signs a customer up, or fills Stripe's `client_reference_id`. Where consent is denied only the address is read.
 */
export function readCref<Incoming extends Request | NodeRequestLike>(
  request: Incoming,
  options: CrefOptions<Incoming> = {},
): string | null {
  const visit = visitOf(request);
  return crefOf(visit, consentOf(visit, request, options), options, Date.now());
}
