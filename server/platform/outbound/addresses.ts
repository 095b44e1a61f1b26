import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

export type AddressRange = readonly [ipaddr.IPv4 | ipaddr.IPv6, number];

/** Ranges that carry an IPv4 address in their last 32 bits; traffic to them arrives at that address. */
const CARRIERS = ["::ffff:0:0/96", "64:ff9b::/96"].map((range) => ipaddr.IPv6.parseCIDR(range));
/** All that IANA has given out as global unicast, so that what is reserved today is refused before it is known as something. */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR("2000::/3");
/** Public by its number, and inside each machine of Azure it answers with that machine's secrets. */
const AZURE_PLATFORM = "168.63.129.16";
const IPV4_BYTES = 4;

/** A range in CIDR notation, such as `10.0.0.0/8`; null when it is none. */
export function parseRange(text: string): AddressRange | null {
  return ipaddr.isValidCIDR(text) ? ipaddr.parseCIDR(text) : null;
}

/**
 * Whether the server may connect to an address that a user chose: it is public, or in one of the `allowed` ranges. An IPv4
 * address that is wrapped in IPv6 is judged by itself; tunnels (6to4, Teredo) are refused, whatever they lead to.
 */
export function mayReach(address: string, allowed: readonly AddressRange[]): boolean {
  const parsed = parsedAddress(address);
  if (!parsed) return false;
  const inner = unwrapped(parsed);
  return allowed.some((range) => contains(range, inner)) || isPublic(inner);
}

/** An address of one interface (`fe80::1%eth0`) is none here: it is never public. */
function parsedAddress(text: string): ipaddr.IPv4 | ipaddr.IPv6 | null {
  if (isIP(text) === 4) return ipaddr.IPv4.parse(text);
  // Written as eight groups first: ipaddr.js takes `::8.8.8.8` for the IPv4-mapped `::ffff:8.8.8.8`.
  return isIP(text) === 6 && !text.includes("%")
    ? ipaddr.IPv6.parse(new URL(`http://[${text}]`).hostname.slice(1, -1))
    : null;
}

function unwrapped(address: ipaddr.IPv4 | ipaddr.IPv6): ipaddr.IPv4 | ipaddr.IPv6 {
  if (address instanceof ipaddr.IPv4 || !CARRIERS.some((range) => address.match(range))) return address;
  return new ipaddr.IPv4(address.toByteArray().slice(-IPV4_BYTES));
}

function isPublic(address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  if (address.range() !== "unicast") return false;
  if (address instanceof ipaddr.IPv6) return address.match(GLOBAL_UNICAST);
  return address.toString() !== AZURE_PLATFORM;
}

function contains([base, bits]: AddressRange, address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  if (base instanceof ipaddr.IPv4) return address instanceof ipaddr.IPv4 && address.match(base, bits);
  return address instanceof ipaddr.IPv6 && address.match(base, bits);
}
