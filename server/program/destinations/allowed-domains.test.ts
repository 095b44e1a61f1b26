import { describe, expect, it } from "vitest";
import { readDomain } from "./allowed-domains";

describe("an allowed domain", () => {
  it.each([
    ["example.com", "example.com"],
    ["Shop.Example.COM", "shop.example.com"],
    ["example.com.", "example.com"],
    ["bücher.de", "xn--bcher-kva.de"],
    ["日本.jp", "xn--wgv71a.jp"],
    ["acme.github.io", "acme.github.io"],
    ["a_b.example.com", "a_b.example.com"],
    ["localhost", "localhost"],
    ["127.0.0.1", "127.0.0.1"],
  ])("%j is the host %j", (written, host) => {
    expect(readDomain(written)).toEqual({ ok: true, host });
  });

  it.each([
    ["https://example.com", "no host name"],
    ["example.com:8080", "no host name"],
    ["example.com/path", "no host name"],
    ["user@example.com", "no host name"],
    ["*.example.com", "no host name"],
    ["ex%61mple.com", "no host name"],
    ["exam ple.com", "no host name"],
    ["example.com\\evil.com", "no host name"],
    ["[::1]", "no host name"],
    ["-example.com", "no host name"],
    ["example..com", "no host name"],
    ["..", "no host name"],
    ["", "no host name"],
    [`${"a".repeat(64)}.com`, "no host name"],
    ["com", "a single owner"],
    ["co.uk", "a single owner"],
    ["github.io", "a single owner"],
    ["vercel.app", "a single owner"],
    ["intranet", "a single owner"],
  ])("%j is refused as %s", (written, reason) => {
    const reading = readDomain(written);
    expect(reading.ok ? reading.host : reading.reason).toContain(reason);
  });
});
