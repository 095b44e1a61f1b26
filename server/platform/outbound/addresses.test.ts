import { describe, expect, it, test } from "vitest";
import { type AddressRange, mayReach, parseRange } from "./addresses";

const ranges = (...texts: string[]): AddressRange[] =>
  texts.map((text) => {
    const range = parseRange(text);
    if (!range) throw new Error(`${text} is no range`);
    return range;
  });

// biome-ignore format: a table to skim
const ADDRESSES: [string, string, boolean][] = [
  ["8.8.8.8", "public", true],
  ["1.1.1.1", "public", true],
  ["93.184.216.34", "public", true],
  ["172.15.255.255", "just below a private range", true],
  ["172.32.0.0", "just above it", true],
  ["100.63.255.255", "just below carrier-grade NAT", true],
  ["100.128.0.0", "just above it", true],
  ["169.253.255.255", "just below link local", true],
  ["169.255.0.0", "just above it", true],
  ["223.255.255.255", "just below multicast", true],
  ["127.0.0.1", "loopback", false],
  ["127.255.255.254", "loopback", false],
  ["0.0.0.0", "this host", false],
  ["0.1.2.3", "this network", false],
  ["10.0.0.1", "private", false],
  ["10.255.255.255", "private", false],
  ["172.16.0.1", "private", false],
  ["172.31.255.255", "private", false],
  ["192.168.0.1", "private", false],
  ["192.168.255.255", "private", false],
  ["100.64.0.1", "carrier-grade NAT", false],
  ["100.127.255.255", "carrier-grade NAT", false],
  ["169.254.0.1", "link local", false],
  ["169.254.169.254", "metadata of AWS, Google and others", false],
  ["169.254.170.2", "credentials of containers at AWS", false],
  ["100.100.100.200", "metadata of Alibaba", false],
  ["192.0.0.192", "metadata of Oracle", false],
  ["168.63.129.16", "the platform inside Azure", false],
  ["192.0.0.1", "protocol assignments", false],
  ["192.0.2.1", "documentation", false],
  ["198.51.100.7", "documentation", false],
  ["203.0.113.9", "documentation", false],
  ["192.88.99.1", "6to4 relays", false],
  ["198.18.0.1", "measurements", false],
  ["198.19.255.255", "measurements", false],
  ["224.0.0.1", "multicast", false],
  ["239.255.255.250", "multicast", false],
  ["240.0.0.1", "reserved", false],
  ["255.255.255.255", "broadcast", false],
  ["2606:4700:4700::1111", "public", true],
  ["2001:4860:4860::8888", "public", true],
  ["2a00:1450:4001:81b::200e", "public", true],
  ["::", "this host", false],
  ["::1", "loopback", false],
  ["0:0:0:0:0:0:0:1", "loopback, written out", false],
  ["::127.0.0.1", "IPv4-compatible", false],
  ["::8.8.8.8", "IPv4-compatible, long gone", false],
  ["::ffff:8.8.8.8", "IPv4-mapped, public", true],
  ["::ffff:127.0.0.1", "IPv4-mapped", false],
  ["::ffff:7f00:1", "IPv4-mapped, in hex", false],
  ["::ffff:a9fe:a9fe", "IPv4-mapped metadata", false],
  ["::ffff:0:127.0.0.1", "IPv4-translated", false],
  ["::ffff:0:8.8.8.8", "IPv4-translated", false],
  ["64:ff9b::8.8.8.8", "NAT64, public", true],
  ["64:ff9b::127.0.0.1", "NAT64", false],
  ["64:ff9b::10.0.0.1", "NAT64", false],
  ["64:ff9b::a9fe:a9fe", "NAT64 metadata", false],
  ["64:ff9b:1::1", "a network's own NAT64", false],
  ["2002:7f00:1::", "6to4", false],
  ["2002:808:808::1", "6to4, to whatever", false],
  ["2001:0:4136:e378:8000:63bf:3fff:fdd2", "Teredo", false],
  ["fe80::1", "link local", false],
  ["fe80::1%eth0", "link local of one interface", false],
  ["febf::1", "link local", false],
  ["fec0::1", "site local", false],
  ["fc00::1", "private", false],
  ["fd00:ec2::254", "metadata of AWS", false],
  ["fd12:3456:789a::1", "private", false],
  ["ff02::1", "multicast", false],
  ["ff0e::1", "multicast, global", false],
  ["100::1", "discarded", false],
  ["2001:db8::1", "documentation", false],
  ["3fff::1", "documentation", false],
  ["2001:2::1", "measurements", false],
  ["2001:10::1", "ORCHID", false],
  ["5f00::1", "segment routing", false],
  ["4000::1", "not given out", false],
  ["", "nothing", false],
  ["localhost", "a name", false],
  ["2130706433", "a number", false],
  ["127.1", "a short form, which only URLs know", false],
  ["0177.0.0.1", "octal, which only URLs know", false],
];

test.each(ADDRESSES)("%s (%s) may be reached: %s", (address, _what, expected) => {
  expect(mayReach(address, [])).toBe(expected);
});

describe("allowed ranges", () => {
  it.each([
    ["10.1.2.3", ["10.0.0.0/8"], true],
    ["11.1.2.3", ["10.0.0.0/8"], true],
    ["192.168.1.1", ["10.0.0.0/8"], false],
    ["::ffff:10.1.2.3", ["10.0.0.0/8"], true],
    ["127.0.0.1", ["127.0.0.0/8", "::1/128"], true],
    ["::1", ["127.0.0.0/8", "::1/128"], true],
    ["::1", ["127.0.0.0/8"], false],
    ["fd00::1", ["fd00::/8"], true],
    ["fd00::1", ["0.0.0.0/0"], false],
  ])("let %s pass with %j: %s", (address, allowed, expected) => {
    expect(mayReach(address, ranges(...allowed))).toBe(expected);
  });

  it.each(["10.0.0.0", "10.0.0.0/33", "ten/8", ""])('are not written "%s"', (text) => {
    expect(parseRange(text)).toBeNull();
  });
});
