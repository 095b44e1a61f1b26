export type Page = { status: number; headers: Record<string, string>; body: string };

const HEADERS = {
  "content-type": "text/html; charset=utf-8",
  "cache-control": "private, no-store",
  "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "x-robots-tag": "noindex",
};

/** Shown in place of a redirect. The texts are fixed: nothing of the request is repeated on a page. */
export const unknownLink = (): Page =>
  page(
    404,
    "This link leads nowhere",
    "Its code is not known here. Please check the address, or ask whoever sent it.",
  );

export const pausedLink = (): Page =>
  page(410, "This link is paused", "It does not lead anywhere at the moment. Please ask whoever sent it.");

export const tooManyRequests = (retryAfterSeconds: number): Page =>
  page(429, "Too many requests", "Please wait a minute, then try again.", {
    "retry-after": String(retryAfterSeconds),
  });

export const outOfOrder = (): Page =>
  page(503, "This link does not work right now", "Please try again in a moment.", { "retry-after": "5" });

function page(status: number, title: string, text: string, headers: Record<string, string> = {}): Page {
  return {
    status,
    headers: { ...HEADERS, ...headers },
    body: `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>
  :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }
  body { min-height: 90vh; display: grid; place-content: center; margin: 0; padding: 1.5rem; text-align: center }
  h1 { font-size: 1.5rem; margin: 0 0 .5rem } p { margin: 0 }
</style>
<main><h1>${title}</h1><p>${text}</p></main>
</html>
`,
  };
}
