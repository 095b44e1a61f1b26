import { isIP } from "node:net";
import { parse } from "tldts";

/** Where a brand shows that a host is its own: in DNS, or in a file on the host itself. Either will do. */
export type Challenge = {
  txt: { name: string; value: string };
  file: { url: string; content: string };
};

const PLAIN_HOST = /^[^\s/?#@:\\%]+$/;
const MAX_HOST_CHARACTERS = 253;
const SHOWN_CHARACTERS = 100;
const FILE = "/.well-known/openpartner.txt";

/** The host as browsers send it: lower case, other scripts in their ASCII form, no dot at the end. Null for what is none. */
export function hostOf(written: string): string | null {
  const text = written.trim().replace(/\.$/, "");
  if (!PLAIN_HOST.test(text) || !URL.canParse(`https://${text}/`)) return null;
  const { hostname } = new URL(`https://${text}/`);
  return hostname.length <= MAX_HOST_CHARACTERS && isIP(hostname) === 0 ? hostname : null;
}

/** What keeps a brand from naming this host; null when nothing does. `own` are hosts that the server itself answers at. */
export function hostProblem(written: string, own: readonly string[]): string | null {
  const host = hostOf(written);
  const shown = written.slice(0, SHOWN_CHARACTERS);
  if (host === null) return `"${shown}" is no host name such as go.example.com`;
  const { domain, isIcann, isPrivate } = parse(host, { allowPrivateDomains: true });
  // Under a suffix that nobody gives names in, DNS can prove nothing.
  if (domain === null || !(isIcann || isPrivate))
    return `"${shown}" lies under no public suffix such as .com`;
  const taken = own.find((one) => host === one || host.endsWith(`.${one}`));
  return taken === undefined ? null : `"${shown}" belongs to this server`;
}

/** A Host header as a host name: lower case, without port and trailing dot. */
export function hostName(header: string): string {
  return header.toLowerCase().replace(/:\d*$/, "").replace(/\.$/, "");
}

export function challengeOf({ host, token }: { host: string; token: string }): Challenge {
  const value = `openpartner=${token}`;
  return {
    txt: { name: `_openpartner.${host}`, value },
    file: { url: `https://${host}${FILE}`, content: value },
  };
}
