import type { Services } from "@/server/auth/context";
import { MINUTE_MS, SECOND_MS } from "@/server/platform/clock";
import { cookieIn } from "./cookie";

/** Long enough to ask for a link, find its mail and press its button: a link is good for fifteen minutes. */
const WAY_MINUTES = 30;

type Deps = Pick<Services, "appUrl">;

/**
 * The Set-Cookie header that remembers which page somebody was on the way to when this server sent them to sign in. `way` is letters
 * that a cookie can carry as they are; what is read back is checked anew, because browsers send what they like.
 */
export function rememberWay({ appUrl }: Deps, way: string): string {
  return written(appUrl, way, (WAY_MINUTES * MINUTE_MS) / SECOND_MS);
}

/** The Set-Cookie header that forgets it. */
export function forgetWay({ appUrl }: Deps): string {
  return written(appUrl, "", 0);
}

/** What a request remembers; null where it remembers nothing. */
export function wayIn({ appUrl }: Deps, cookies: string | undefined): string | null {
  return cookieIn(cookies, wayCookie(appUrl).name);
}

function written(appUrl: string, value: string, seconds: number): string {
  const { name, secure } = wayCookie(appUrl);
  return `${name}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure ? "; Secure" : ""}`;
}

/** Over https its name makes browsers insist that this host set it. */
function wayCookie(appUrl: string): { name: string; secure: boolean } {
  const secure = appUrl.startsWith("https://");
  return { name: secure ? "__Host-openpartner-way" : "openpartner-way", secure };
}
