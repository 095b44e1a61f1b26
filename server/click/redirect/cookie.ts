import { getDomain } from "tldts";
import { hostName } from "@/server/brand/domains/rules";
import type { Id } from "@/server/platform/ids";
import { memo } from "@/server/platform/memory/memo";

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
const MAX_SCOPES = 10_000;
/** No host name is longer, its port included. */
const MAX_HOST_CHARACTERS = 260;
const LOOPBACK = /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * The `_cref` cookie for this visit, or null. Only the brand's own host may set it, because a shared redirect domain with a
 * cookie counts as a tracker that bounces; an answer of the brand's own domain is what Safari keeps for the whole window.
 */
export function crefCookie(cref: Id, visit: Visit, terms: CookieTerms): string | null {
  if (visit.globalPrivacyControl || !terms.cookies || visit.host.length > MAX_HOST_CHARACTERS) return null;
  const scope = scopeOf(`${visit.host} ${terms.programUrl}`);
  if (!scope) return null;
  const maxAge = Math.min(terms.cookieWindowDays * DAY_SECONDS, MAX_AGE_SECONDS);
  const secure = scope.loopback && !visit.secure ? "" : "; Secure";
  return `_cref=${cref}; Path=/; ${scope.domain}Max-Age=${maxAge}; SameSite=Lax${secure}`;
}

/** For which domain a host may set the cookie of a program, as an attribute; false when it may not. */
const scopeOf = memo((hostAndProgramUrl): { domain: string; loopback: boolean } | false => {
  const [header = "", programUrl = ""] = hostAndProgramUrl.split(" ");
  const host = hostName(header);
  if (LOOPBACK.test(host)) return { domain: "", loopback: true };
  const domain = registrableDomain(host);
  if (!isOwnHost(host, domain, new URL(programUrl).hostname)) return false;
  return { domain: domain === null ? "" : `Domain=${domain}; `, loopback: false };
}, MAX_SCOPES);

/** A host without a registrable domain (an address, a bare name) is the brand's own only if it is the destination's. */
function isOwnHost(host: string, domain: string | null, destinationHost: string): boolean {
  return domain === null ? host === destinationHost : domain === registrableDomain(destinationHost);
}

/** Browsers refuse a cookie for a whole public suffix, the private ones (such as `vercel.app`) included. */
function registrableDomain(host: string): string | null {
  return getDomain(host, { allowPrivateDomains: true });
}
