import { expect, test } from "vitest";
import { clientIpFrom } from "./client-ip";

const PROXY = "10.0.0.1";
const ipOf = clientIpFrom(["10.0.0.0/8", "2001:db8::/32"]);

test.each<[fact: string, peer: string | undefined, forwardedFor: string | undefined, ip: string]>([
  ["who comes without a proxy is whom the connection shows", "203.0.113.9", undefined, "203.0.113.9"],
  ["and says nothing about themselves that counts", "203.0.113.9", "198.51.100.1", "203.0.113.9"],
  ["a trusted proxy is believed", PROXY, "198.51.100.1", "198.51.100.1"],
  ["of what it passes on, only what it added", PROXY, "1.1.1.1, 198.51.100.1", "198.51.100.1"],
  ["through two of them the first saw the visitor", PROXY, "198.51.100.1, 10.0.0.2", "198.51.100.1"],
  ["whoever claims to be one of them stays the last known", PROXY, "10.0.0.3, 10.0.0.2", "10.0.0.3"],
  ["a proxy of IPv6 is believed as well", "2001:db8::1", "2a00::7", "2a00::7"],
  ["an IPv4 address on an IPv6 socket is itself", "::ffff:10.0.0.1", "::ffff:198.51.100.1", "198.51.100.1"],
  ["a port behind an address is no part of it", PROXY, "198.51.100.1:52100", "198.51.100.1"],
  ["nor behind one of IPv6", PROXY, "[2a00::7]:52100", "2a00::7"],
  ["nor are brackets", PROXY, "[2a00::7]", "2a00::7"],
  ["nor is the port of a proxy between", PROXY, "198.51.100.1, 10.0.0.2:443", "198.51.100.1"],
  ["what is no address leads no further", PROXY, "198.51.100.1, unknown", PROXY],
  ["nothing leads nowhere", PROXY, "", PROXY],
  ["a connection that is gone is nobody", undefined, "198.51.100.1", ""],
])("%s", (_fact, peer, forwardedFor, ip) => {
  expect(ipOf(peer, forwardedFor)).toBe(ip);
});

test("where no proxy is trusted, none is believed", () => {
  expect(clientIpFrom([])(PROXY, "198.51.100.1")).toBe(PROXY);
});
