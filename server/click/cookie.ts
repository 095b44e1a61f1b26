import { getDomain } from "tldts";
import type { Id } from "@/server/platform/ids";

/** The visit for which a cookie may be set. */
export type Visit = {
  /** The Host header, port included. */
  host: string;
  secure: boolean;
  globalPrivacyControl: boolean;
};

export type CookieTerms = { programUrl: string; cookies: boolean; cookieWindowDays: number };

const DAY_SECONDS = 86_400;
/** Browsers cut a longer life to 400 days (RFC 6265bis). */
const MAX_AGE_SECONDS = 400 * DAY_SECONDS;
const LOOPBACK = /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * The `_cref` cookie for this visit, or null. Only the brand's own host may set it, because a shared redirect domain with a
 * cookie counts as a tracker that bounces; an answer of the brand's own domain is what Safari keeps for the whole window.
 */
export function crefCookie(cref: Id, visit: Visit, terms: CookieTerms): string | null {
  if (visit.globalPrivacyControl || !terms.cookies) return null;
  const host = hostName(visit.host);
  const loopback = LOOPBACK.test(host);
  const domain = loopback ? null : registrableDomain(host);
  if (!loopback && !isOwnHost(host, domain, new URL(terms.programUrl).hostname)) return null;
  const attributes = [
    `_cref=${cref}`,
    "Path=/",
    ...(domain === null ? [] : [`Domain=${domain}`]),
    `Max-Age=${Math.min(terms.cookieWindowDays * DAY_SECONDS, MAX_AGE_SECONDS)}`,
    "SameSite=Lax",
    ...(loopback && !visit.secure ? [] : ["Secure"]),
  ];
  return attributes.join("; ");
}

/** A host without a registrable domain (an address, a bare name) is the brand's own only if it is the destination's. */
function isOwnHost(host: string, domain: string | null, destinationHost: string): boolean {
  return domain === null ? host === destinationHost : domain === registrableDomain(destinationHost);
}

/** Browsers refuse a cookie for a whole public suffix, the private ones (such as `vercel.app`) included. */
function registrableDomain(host: string): string | null {
  return getDomain(host, { allowPrivateDomains: true });
}

/** A Host header as a host name: lower case, without port and trailing dot. */
function hostName(header: string): string {
  return header.toLowerCase().replace(/:\d*$/, "").replace(/\.$/, "");
}
