// Browsers drop control characters and read a backslash as a slash, so a text with either is not what it seems.
const TREACHEROUS = /[\u0000-\u0020\u007f\\]/;
const AUTHORITY = /^https?:\/\/([^/?#]+)/i;
const PLAIN_HOST = /^[^/?#@:\\%\s]+$/;
const IP_ADDRESS = /^\[|\.?\d+$/;

/**
 * Whether a program sends visitors to this address: http or https on the default port, without user names, on the host of the
 * program's destination, an allowed domain, or a subdomain of one of them. All that could make another host out of it in some
 * browser is refused, so a link can never be turned into an open redirect.
 */
export function isAllowedUrl(
  url: string,
  destinationUrl: string,
  allowedDomains: readonly string[],
): boolean {
  if (TREACHEROUS.test(url)) return false;
  const authority = AUTHORITY.exec(url)?.[1];
  if (authority === undefined || /[@%]/.test(authority) || !URL.canParse(url)) return false;
  const { hostname, port } = new URL(url);
  if (port !== "" || hostname.endsWith(".")) return false;
  return [hostOf(destinationUrl), ...allowedDomains.map(hostOfDomain)].some(
    (domain) => domain !== null && isWithin(hostname, domain),
  );
}

/** The domain as addresses carry it: lower case, other scripts in their ASCII form. Null for a text that is no plain host name. */
function hostOfDomain(domain: string): string | null {
  return PLAIN_HOST.test(domain) ? hostOf(`https://${domain}`) : null;
}

function hostOf(url: string): string | null {
  return URL.canParse(url) ? new URL(url).hostname.replace(/\.$/, "") || null : null;
}

function isWithin(host: string, domain: string): boolean {
  return host === domain || (!IP_ADDRESS.test(domain) && host.endsWith(`.${domain}`));
}
