import { crefsInCookies, maxAgeSeconds } from "../cookie";
import { crefTime, parseCref } from "../cref";
import { attempt } from "./attempt";
import type { OpenPartnerConfig } from "./config";

type Stored = [cref: string, expires: number];

/** Where the click id is kept between pages. Each part copes with a browser that forbids it. */
export interface Jar {
  /** Ids in cookies, then the one in localStorage unless its time is up. */
  read(): (string | null | undefined)[];
  /** `days`: the window, where the program has said another than the configuration. */
  write(cref: string, days?: number): void;
  clear(): void;
}

export const openJar = ({
  cookieName = "_cref",
  storageKey = "openpartner:cref",
  cookieWindowDays = 90,
}: OpenPartnerConfig): Jar => {
  const cookies = () => attempt(() => crefsInCookies(document.cookie, cookieName)) ?? [];

  /** `<cref>|<expires in ms>`. Version 0.1.0 wrote the id alone: that one lives as long as its click would. */
  const stored = () =>
    attempt((): Stored | undefined => {
      const [text, time] = localStorage[storageKey].split("|");
      const cref = parseCref(text);
      const expires = +(time || crefTime(text) + maxAgeSeconds(cookieWindowDays) * 1e3);
      return cref && expires > Date.now() ? [cref, expires] : undefined;
    });

  /** True when the browser took the cookie; it takes none for a public suffix such as `co.uk`. */
  const setCookie = (value: string, maxAge: number, domain: string) => {
    const secure = location.protocol === "https:" ? "; Secure" : "";
    document.cookie = `${cookieName}=${value}; Path=/; Max-Age=${maxAge}; SameSite=Lax${domain}${secure}`;
    return cookies().includes(value);
  };

  /** This host's domains from the shortest on, then the host alone: the first that is taken is the registrable one. */
  const domains = () => {
    const labels = location.hostname.split(".");
    return [...labels.map((_, index) => `; Domain=${labels.slice(~index).join(".")}`), ""];
  };

  const clear = () => {
    if (cookies().some(Boolean)) attempt(() => domains().map((domain) => setCookie("", 0, domain)));
    attempt(() => delete localStorage[storageKey]);
  };

  return {
    read: () => [...cookies(), stored()?.[0]],
    write: (cref, days = cookieWindowDays) => {
      const now = Date.now();
      const known = stored();
      // The time of an id that is kept already is not put off: a window is counted once.
      const expires = known?.[0] === cref ? known[1] : now + maxAgeSeconds(days) * 1e3;
      // A cookie that holds the id is left alone: on Safari the server's lives longer than a script's.
      if (!cookies().includes(cref)) {
        clear();
        attempt(() => domains().some((domain) => setCookie(cref, ((expires - now) / 1e3) | 0, domain)));
      }
      attempt(() => {
        localStorage[storageKey] = `${cref}|${expires}`;
      });
    },
    clear,
  };
};
