import { parseEnvironment } from "@/server/platform/env";
import { type ClientIp, clientIpFrom } from "./client-ip";

let clientIp: ClientIp | undefined;

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
