import { parseEnvironment } from "@/server/platform/env";
import { countryIn } from "./country";
import { type Proxies, proxiesFrom } from "./proxies";

type Believed = { proxies: Proxies; countryHeader: string | undefined; named: boolean };
let known: Believed | undefined;

/** What the environment says of proxies. Where none are named, the platform itself is one and has written its headers. */
function believed(): Believed {
  if (known) return known;
  const { TRUSTED_PROXIES: trusted, COUNTRY_HEADER: countryHeader } = parseEnvironment(process.env);
  known = { proxies: proxiesFrom(trusted, countryHeader), countryHeader, named: trusted.length > 0 };
  return known;
}

/**
 * The visitor's address where no connection can be seen, only headers. The last forwarded address stands for the
 * connection: the platform, or Next itself, has written it.
 */
export function webIp(headers: Headers): string {
  const hops = (headers.get("x-forwarded-for") ?? "").split(",");
  const peer = hops.pop()?.trim();
  return believed().proxies.ip(peer, hops.length > 0 ? hops.join(",") : undefined);
}

/** The visitor's country, or null. */
export function webCountry(headers: Headers): string | null {
  const { proxies, countryHeader, named } = believed();
  if (named) return proxies.country(peerOf(headers), headerIn(headers));
  return countryHeader === undefined ? null : countryIn(headers.get(countryHeader) ?? undefined);
}

/** The host that the visitor asked for. */
export function webHost(headers: Headers): string {
  return believed().proxies.host(peerOf(headers), headerIn(headers));
}

function peerOf(headers: Headers): string | undefined {
  return headers.get("x-forwarded-for")?.split(",").pop()?.trim();
}

function headerIn(headers: Headers): (name: string) => string | undefined {
  return (name) => headers.get(name) ?? undefined;
}
