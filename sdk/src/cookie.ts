import { parseCref } from "./cref";

const DAY_S = 86_400;

/** Browsers cut a cookie's life to 400 days. */
export const MAX_COOKIE_DAYS = 400;

/** The click ids under `name` in a Cookie header or `document.cookie`: a host and its domain may each hold one. */
export const crefsInCookies = (cookies: string, name: string): string[] => {
  const crefs: string[] = [];
  for (const pair of cookies.split(";")) {
    const [key, value] = pair.trim().split("=");
    const cref = key === name && parseCref(value);
    if (cref) crefs.push(cref);
  }
  return crefs;
};

/** The life of a cookie in seconds, for a window in days: a number that is none, or below 0, is no life. */
export const maxAgeSeconds = (days: number): number =>
  Math.floor(Math.max(0, Math.min(days, MAX_COOKIE_DAYS)) * DAY_S) || 0;
