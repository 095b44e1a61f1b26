/** How the session's cookie is called. Over https its name makes browsers insist on this host and on encryption. */
export function sessionCookie(appUrl: string): { name: string; secure: boolean } {
  const secure = appUrl.startsWith("https://");
  return { name: secure ? "__Host-openpartner-session" : "openpartner-session", secure };
}

/** The value of a cookie in a request's Cookie header; null when it is not there. */
export function cookieIn(header: string | undefined, name: string): string | null {
  for (const pair of (header ?? "").split(";")) {
    const at = pair.indexOf("=");
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return null;
}
