/** Headers by which a shared cache may be told to keep a reply whatever Cache-Control says. */
export const SHARED_CACHE_HEADERS = [
  "cdn-cache-control",
  "cloudflare-cdn-cache-control",
  "vercel-cdn-cache-control",
  "netlify-cdn-cache-control",
  "surrogate-control",
] as const;

/**
 * Cache-Control for a reply that sets a visitor's cookie: what it was, but for this browser alone. A shared cache that
 * kept the reply would hand one visitor's click to all others.
 */
export function privateCacheControl(current: string | null): string {
  const directives = (current ?? "")
    .split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/)
    .map((directive) => directive.trim())
    .filter(
      (directive) =>
        directive !== "" && !/^(public$|private\b|s-maxage\b|proxy-revalidate$)/i.test(directive),
    );
  return ["private", ...directives].join(", ");
}
