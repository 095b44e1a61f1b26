import { parseCref } from "./cref";

const DAY_S = 86_400;

/** Browsers cut a cookie's life to 400 days. */
const MAX_COOKIE_DAYS = 400;

/**
 * The click ids under `name` in a Cookie header or `document.cookie`, and null for each other cookie: a host and its
 * domain may each hold one.
 */
export const crefsInCookies = (cookies: string, name: string): (string | null)[] =>
  cookies
    .split(/; */)
    .map((pair) => (pair.startsWith(`${name}=`) ? parseCref(pair.slice(name.length + 1)) : null));

/** The life of a cookie in whole seconds, for a window in days: none at all (0 or less) where that is no positive number. */
export const maxAgeSeconds = (days: number): number => (Math.min(days, MAX_COOKIE_DAYS) * DAY_S) | 0;
