import { expect, test } from "vitest";
import { proxiesFrom } from "./proxies";

test.each<[fact: string, peer: string | undefined, forwarded: string | undefined, host: string]>([
  ["a trusted proxy says which host was asked for", "10.0.0.1", "brand.com", "brand.com"],
  ["of several, the first one saw the visitor", "10.0.0.1", "brand.com, cdn.example", "brand.com"],
  ["one that says nothing is taken at its host", "10.0.0.1", undefined, "links.example"],
  ["one that says nothing usable too", "10.0.0.1", " ", "links.example"],
  ["a visitor's own word does not count", "203.0.113.1", "brand.com", "links.example"],
  ["nor does one whose connection is gone", undefined, "brand.com", "links.example"],
])("%s", (_fact, peer, forwarded, host) => {
  const headers: Record<string, string | undefined> = {
    host: "links.example",
    "x-forwarded-host": forwarded,
  };
  expect(proxiesFrom(["10.0.0.0/8"]).host(peer, (name) => headers[name])).toBe(host);
});
