import { expect, test } from "vitest";
import { webIp } from "./web-ip";

test.each<[fact: string, forwardedFor: string | undefined, ip: string]>([
  ["the last address is whom the platform saw", "1.1.1.1, 198.51.100.1", "198.51.100.1"],
  ["without the port that some write", "198.51.100.1:52100", "198.51.100.1"],
  ["of IPv6 as well", "[2a00::7]:52100", "2a00::7"],
  ["without any there is nobody", undefined, ""],
])("%s", (_fact, forwardedFor, ip) => {
  expect(webIp(new Headers(forwardedFor === undefined ? {} : { "x-forwarded-for": forwardedFor }))).toBe(ip);
});
