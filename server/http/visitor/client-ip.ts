import { BlockList, isIP } from "node:net";
import { memo } from "@/server/platform/memory/memo";

const MAX_REMEMBERED = 10_000;

/** Decides which address a request came from. */
export type ClientIp = (peer: string | undefined, forwardedFor: string | undefined) => string;

/**
 * `X-Forwarded-For` is believed only as far as it was written by trusted proxies: read from the right, the first address
 * that is not a trusted proxy is the client. Entries of `trusted` are addresses or CIDR ranges.
 */
export function clientIpFrom(trusted: readonly string[]): ClientIp {
  const isTrusted = trustIn(trusted);
  return (peer, forwardedFor) => {
    let client = plain(peer ?? "");
    if (forwardedFor === undefined || trusted.length === 0) return client;
    const hops = forwardedFor.split(",").map((hop) => plain(withoutPort(hop.trim())));
    while (hops.length > 0 && isTrusted(client)) {
      const next = hops.pop() ?? "";
      if (isIP(next) === 0) return client;
      client = next;
    }
    return client;
  };
}

/** Whether an address is one of the trusted proxies'. */
export function trustIn(trusted: readonly string[]): (address: string | undefined) => boolean {
  const list = new BlockList();
  for (const entry of trusted) addEntry(list, entry);
  const isListed = memo(
    (address) => isIP(address) !== 0 && list.check(address, isIP(address) === 6 ? "ipv6" : "ipv4"),
    MAX_REMEMBERED,
  );
  return (address) => isListed(plain(address ?? ""));
}

function addEntry(list: BlockList, entry: string): void {
  const [address = "", bits] = entry.split("/");
  const family = isIP(address) === 6 ? "ipv6" : "ipv4";
  if (bits === undefined) list.addAddress(address, family);
  else list.addSubnet(address, Number(bits), family);
}

/** Some proxies write the port as well: `192.0.2.1:443`, `[2001:db8::1]:443`. */
export function withoutPort(hop: string): string {
  return /^\[([^\]]*)\](?::\d+)?$/.exec(hop)?.[1] ?? /^([\d.]+):\d+$/.exec(hop)?.[1] ?? hop;
}

/** An IPv4 address that a dual-stack socket shows as IPv6 is the IPv4 address. */
function plain(address: string): string {
  return address.startsWith("::ffff:") && isIP(address.slice(7)) === 4 ? address.slice(7) : address;
}
