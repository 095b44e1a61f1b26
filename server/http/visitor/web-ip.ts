import { parseEnvironment } from "@/server/platform/env";
import { type ClientIp, clientIpFrom, withoutPort } from "./client-ip";
import { countryIn } from "./country";
import { forwardedHost } from "./proxies";

// Where no connection can be seen, only headers: behind a platform, or Next alone behind a proxy. Whoever is in front has written
// these headers, and is believed.

let clientIp: ClientIp | undefined;
let countryHeader: { name: string | undefined } | undefined;

/** The visitor's address. The last forwarded address stands for the connection: the platform, or Next itself, has written it. */
export function webIp(headers: Headers): string {
  clientIp ??= clientIpFrom(parseEnvironment(process.env).TRUSTED_PROXIES);
  const hops = (headers.get("x-forwarded-for") ?? "").split(",");
  const peer = withoutPort((hops.pop() ?? "").trim());
  return clientIp(peer, hops.length > 0 ? hops.join(",") : undefined);
}

/** The visitor's country, or null. */
export function webCountry(headers: Headers): string | null {
  countryHeader ??= { name: parseEnvironment(process.env).COUNTRY_HEADER };
  const { name } = countryHeader;
  return name === undefined ? null : countryIn(headers.get(name) ?? undefined);
}

/** The host that the visitor asked for. */
export function webHost(headers: Headers): string {
  const header = (name: string): string | undefined => headers.get(name) ?? undefined;
  return forwardedHost(header) ?? header("host") ?? "";
}
