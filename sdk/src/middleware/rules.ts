import type { Consent } from "../consent";
import { crefsInCookies, maxAgeSeconds } from "../cookie";
import { latestCref, parseCref } from "../cref";
import type { Visit } from "./visit";

const COOKIE_WINDOW_DAYS = 90;

export interface CrefOptions<Incoming> {
  /**
   * The domain that shall share the cookie: `brand.com` for `www.brand.com` and `app.brand.com`. Absent: the host that
   * answers, alone. On a host outside it (a preview address) the browser refuses the cookie.
   */
  domain?: string;
  /** Days the cookie lives, the program's `cookieWindowDays`. Default 90; at most 400, the browsers' own limit. */
  cookieWindowDays?: number;
  /** Default `_cref`. */
  cookieName?: string;
  /** Default `cref`. */
  queryParam?: string;
  /**
   * What the visitor said. Where it is given, only `granted` sets the cookie. Absent: the brand has decided that its
   * visitors need not be asked. `Sec-GPC: 1` is always a no.
   */
  consent?: Consent | ((request: Incoming) => Consent);
  /** Whether the cookie is Secure. Default true, except for plain http on this machine. */
  secure?: boolean;
}

/** What the visitor said, Global Privacy Control first. */
export function consentOf<Incoming>(
  visit: Visit,
  request: Incoming,
  { consent }: CrefOptions<Incoming>,
): Consent {
  if (visit.header("sec-gpc")?.trim() === "1") return "denied";
  return typeof consent === "function" ? consent(request) : (consent ?? "granted");
}

/**
 * The Set-Cookie header with which to answer this visit, or null.
 *
 * A prefetch is no visit and sets none. Nor does an address that is older than the cookie: a reopened tab must not undo
 * a later click. The same id is set again, because HTTP gives it the full life that a script's cookie lacks on Safari.
 */
export function cookieFor<Incoming>(
  visit: Visit,
  consent: Consent,
  options: CrefOptions<Incoming>,
  now: number,
): string | null {
  const { cookieName = "_cref", queryParam = "cref", cookieWindowDays = COOKIE_WINDOW_DAYS } = options;
  const cref = parseCref(visit.query.get(queryParam));
  if (!cref || consent !== "granted" || isPrefetch(visit)) return null;
  const kept = crefsInCookies(visit.header("cookie") ?? "", cookieName);
  if (latestCref([cref, ...kept], now) !== cref) return null;
  const domain = options.domain ? `; Domain=${options.domain.replace(/^\./, "")}` : "";
  const secure = (options.secure ?? !visit.plainLoopback) ? "; Secure" : "";
  return `${cookieName}=${cref}; Path=/${domain}; Max-Age=${maxAgeSeconds(cookieWindowDays)}; SameSite=Lax${secure}`;
}

/** The visitor's click: from the address, or from the cookie unless that was denied; the later of the two. */
export function crefOf<Incoming>(
  visit: Visit,
  consent: Consent,
  options: CrefOptions<Incoming>,
  now: number,
): string | null {
  const { cookieName = "_cref", queryParam = "cref" } = options;
  const kept = consent === "denied" ? [] : crefsInCookies(visit.header("cookie") ?? "", cookieName);
  return latestCref([parseCref(visit.query.get(queryParam)), ...kept], now);
}

const isPrefetch = (visit: Visit): boolean =>
  ["sec-purpose", "purpose", "x-moz"].some((name) => /prefetch|prerender/i.test(visit.header(name) ?? ""));
