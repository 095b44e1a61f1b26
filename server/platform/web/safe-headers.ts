/** What a page's policy depends on. */
export type Page = {
  /** Fresh for each reply, and in the markup of every script and style that is ours. */
  nonce: string;
  /** While pages are compiled as they are asked for, React evaluates text and styles come and go. */
  development: boolean;
};

/** Forms may lead on to Stripe: browsers check where a form's redirects end, too. */
const STRIPE_PAGES = "https://connect.stripe.com https://checkout.stripe.com https://billing.stripe.com";

/**
 * What a page may do: run scripts that carry its nonce and what those load, and talk to nobody but us. Attributes of style are
 * allowed, because charts and pop-ups are placed by them; a style element is not, unless it carries the nonce.
 */
export function pagePolicy({ nonce, development }: Page): string {
  const own = `'nonce-${nonce}'`;
  return [
    "default-src 'self'",
    `script-src 'self' ${own} 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    "script-src-attr 'none'",
    development ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' ${own}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${development ? " ws: wss:" : ""}`,
    "object-src 'none'",
    "base-uri 'none'",
    `form-action 'self' ${STRIPE_PAGES}`,
    "frame-ancestors 'none'",
  ].join("; ");
}

/** A year, after which a browser asks by http again; renewed by each reply. */
const STRICT_TRANSPORT = "max-age=31536000";

/** For every reply of a server that people reach over https; nothing elsewhere. */
export function transportHeaders(appUrl: string): Record<string, string> {
  return appUrl.startsWith("https://") ? { "strict-transport-security": STRICT_TRANSPORT } : {};
}

/** For replies that no browser should show as a page: they are data, and run nothing if one does. */
export const DATA_HEADERS: Readonly<Record<string, string>> = {
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
};
