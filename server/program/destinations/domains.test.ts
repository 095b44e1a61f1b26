import { describe, expect, it } from "vitest";
import { isAllowedUrl } from "./domains";

const DESTINATION = "https://www.brand.com/start?x=1";
const DOMAINS = ["Brand.shop", "bücher.example", "203.0.113.7"];

describe("a program sends visitors to its own hosts", () => {
  it.each([
    ["the destination's host", "https://www.brand.com/pricing?plan=pro#top"],
    ["without a path", "https://www.brand.com"],
    ["plain http", "http://www.brand.com/"],
    ["in capitals", "HTTPS://WWW.BRAND.COM/"],
    ["with the default port in words", "https://www.brand.com:443/"],
    ["a subdomain of the destination's host", "https://eu.www.brand.com/"],
    ["an allowed domain", "https://brand.shop/"],
    ["a subdomain of an allowed domain", "https://a.b.brand.shop/"],
    ["an allowed domain in its own script", "https://bücher.example/"],
    ["the same in ASCII", "https://xn--bcher-kva.example/"],
    ["an allowed address", "http://203.0.113.7/"],
    ["another URL in its query", "https://brand.shop/?next=https://evil.com/@x"],
    ["an @ in its path", "https://brand.shop/@handle"],
  ])("%s", (_, url) => {
    expect(isAllowedUrl(url, DESTINATION, DOMAINS)).toBe(true);
  });
});

describe("a program sends visitors nowhere else", () => {
  it.each([
    ["another host", "https://evil.com/"],
    ["a parent of the destination's host", "https://brand.com/"],
    ["a look-alike that ends in the domain", "https://evilbrand.shop/"],
    ["a look-alike that begins with it", "https://brand.shop.evil.com/"],
    ["a hyphen in place of a dot", "https://www-brand.shop/"],
    ["without a scheme", "//brand.shop/"],
    ["two backslashes", "\\\\brand.shop/"],
    ["a relative path", "/pricing"],
    ["a bare host", "brand.shop"],
    ["no slashes", "https:brand.shop"],
    ["one slash", "https:/brand.shop"],
    ["three slashes", "https:///brand.shop"],
    ["backslashes for slashes", "https:\\\\brand.shop"],
    ["a backslash before the @", "https://evil.com\\@brand.shop/"],
    ["a backslash after the host", "https://brand.shop\\.evil.com/"],
    ["a user name", "https://brand.shop@evil.com/"],
    ["a user name on the right host", "https://me@brand.shop/"],
    ["a user name and password", "https://me:pw@brand.shop/"],
    ["an empty user name", "https://@brand.shop/"],
    ["an encoded @", "https://brand.shop%40evil.com/"],
    ["an encoded slash", "https://evil.com%2f.brand.shop/"],
    ["an encoded dot", "https://brand%2eshop/"],
    ["an encoded NUL", "https://evil.com%00.brand.shop/"],
    ["the host in the fragment", "https://evil.com#.brand.shop"],
    ["the host in the query", "https://evil.com?.brand.shop"],
    ["the host in the path", "https://evil.com/brand.shop"],
    ["another port", "https://brand.shop:8443/"],
    ["the other scheme's port", "http://brand.shop:443/"],
    ["a port that hides a user name", "https://brand.shop:443@evil.com/"],
    ["a script", "javascript://brand.shop/%0aalert(1)"],
    ["a data address", "data:text/html,brand.shop"],
    ["ftp", "ftp://brand.shop/"],
    ["a socket", "wss://brand.shop/"],
    ["a blob", "blob:https://brand.shop/x"],
    ["a trailing dot", "https://brand.shop./"],
    ["a tab in the scheme", "ht\ttps://brand.shop/"],
    ["a tab in the host", "https://brand\t.shop/"],
    ["a new line", "https://brand.shop/\n"],
    ["a new line that splits a header", "https://brand.shop/\r\nSet-Cookie:a=b"],
    ["a leading space", " https://brand.shop/"],
    ["a NUL", "https://brand.shop\0/"],
    ["Cyrillic letters that look alike", "https://brаnd.shop/"],
    ["a longer name in the same script", "https://xbücher.example/"],
    ["a name below an address", "https://a.203.0.113.7/"],
    ["another form of another address", "https://3405803784/"],
    ["no host", "https://"],
    ["nothing", ""],
  ])("%s", (_, url) => {
    expect(isAllowedUrl(url, DESTINATION, DOMAINS)).toBe(false);
  });

  it.each([
    [""],
    ["."],
    ["*"],
    ["https://evil.com"],
    ["evil.com/x"],
    ["evil.com:443"],
    ["a b"],
    ["x@evil.com"],
  ])('the setting "%s", which is no domain, allows nothing', (domain) => {
    expect(isAllowedUrl("https://evil.com/x", DESTINATION, [domain])).toBe(false);
  });

  it("a destination on an address does not open names that end like it", () => {
    expect(isAllowedUrl("http://127.0.0.1/x", "http://127.0.0.1:4000/", [])).toBe(true);
    expect(isAllowedUrl("http://[::1]/x", "http://[::1]:4000/", [])).toBe(true);
    expect(isAllowedUrl("http://127.0.0.1:4000/x", "http://127.0.0.1:4000/", [])).toBe(false);
  });
});
