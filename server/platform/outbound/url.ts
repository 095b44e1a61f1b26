import { isIP } from "node:net";
import { type AddressRange, mayReach } from "./addresses";

const WEB_ADDRESS = /^https?:\/\/[^\s\\]+$/i;
const MAX_CHARACTERS = 2_048;
const SHOWN_CHARACTERS = 100;

/**
 * What keeps the server from calling an address that a user typed; null when nothing does so far. A name is looked up only when
 * it is called, because its answer may have changed by then. Any port is allowed: receivers do listen on 8443 and the like.
 */
export function outboundProblem(written: string, allowed: readonly AddressRange[]): string | null {
  if (written.length > MAX_CHARACTERS) return `an address has at most ${MAX_CHARACTERS} characters`;
  // The URL parser forgives back slashes, tabs and missing slashes, and another reader of the text might forgive differently.
  if (!WEB_ADDRESS.test(written) || !URL.canParse(written)) {
    return `"${written.slice(0, SHOWN_CHARACTERS)}" is no address: it starts with https:// or http:// and a host`;
  }
  const url = new URL(written);
  if (url.username !== "" || url.password !== "") return "an address with a user name or password is refused";
  if (leadsInside(hostOf(url), allowed)) {
    return `${url.hostname} is not a public address; a self-hosted server can allow it with OUTBOUND_PRIVATE_RANGES`;
  }
  return null;
}

/** The host without the brackets of IPv6. The parser has already turned decimal, octal, hex and short IPv4 into four numbers. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, "$1");
}

function leadsInside(host: string, allowed: readonly AddressRange[]): boolean {
  if (isIP(host) !== 0) return !mayReach(host, allowed);
  return /(^|\.)localhost\.?$/.test(host) && !mayReach("127.0.0.1", allowed);
}
