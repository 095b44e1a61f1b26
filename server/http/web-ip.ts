import { type Environment, parseEnvironment } from "@/server/platform/env";
import { type ClientIp, clientIpFrom } from "./client-ip";
import { countryFrom, countryIn } from "./country";

let clientIp: ClientIp | undefined;
let countryOf: ((headers: Headers) => string | null) | undefined;

/**
 * The visitor's address where no connection can be seen, only headers. The last forwarded address stands for the
 * connection: the platform, or Next itself, has written it.
 */
export function webIp(headers: Headers): string {
  clientIp ??= clientIpFrom(parseEnvironment(process.env).TRUSTED_PROXIES);
  const hops = (headers.get("x-forwarded-for") ?? "").split(",");
  const peer = hops.pop()?.trim();
  return clientIp(peer, hops.length > 0 ? hops.join(",") : undefined);
}

/** The visitor's country. Where no proxies are named, the platform itself is the proxy and has written the header. */
export function webCountry(headers: Headers): string | null {
  countryOf ??= webCountryFrom(parseEnvironment(process.env));
  return countryOf(headers);
}

function webCountryFrom({ COUNTRY_HEADER: name, TRUSTED_PROXIES: trusted }: Environment) {
  if (name === undefined) return () => null;
  const read = countryFrom(name, trusted);
  return (headers: Headers): string | null => {
    const header = (asked: string): string | undefined => headers.get(asked) ?? undefined;
    const peer = header("x-forwarded-for")?.split(",").pop()?.trim();
    return trusted.length === 0 ? countryIn(header(name)) : read(peer, header);
  };
}
