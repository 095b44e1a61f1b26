import type { Headers } from "@/server/click/judging/verdict";
import { type ClientIp, clientIpFrom, trustIn } from "./client-ip";
import { type CountryOf, countryFrom } from "./country";

/** What is believed of a visitor who comes through proxies. `peer` is the address that the connection comes from. */
export type Proxies = {
  ip: ClientIp;
  country: CountryOf;
  /** The host that the visitor asked for: a brand's own site may pass its links on to us under our name. */
  host(peer: string | undefined, header: Headers): string;
};

/** `trusted` are addresses and CIDR ranges; `countryHeader` the header in which they name the visitor's country. */
export function proxiesFrom(trusted: readonly string[], countryHeader?: string): Proxies {
  const isTrusted = trustIn(trusted);
  return {
    ip: clientIpFrom(trusted),
    country: countryFrom(countryHeader, trusted),
    host: (peer, header) => (isTrusted(peer) ? forwardedHost(header) : null) ?? header("host") ?? "",
  };
}

/** Of several proxies, the first one saw the visitor. */
export function forwardedHost(header: Headers): string | null {
  return header("x-forwarded-host")?.split(",")[0]?.trim() || null;
}
