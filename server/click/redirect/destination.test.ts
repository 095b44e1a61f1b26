import { expect, test } from "vitest";
import { landingUrl, parseQuery, withCref } from "./destination";

const CREF = "01JD0000000000000000000000";

const send = (search: string, destinationUrl = "https://brand.com/start", allowedDomains: string[] = []) =>
  withCref(
    landingUrl({ destinationUrl, programUrl: "https://brand.com/", allowedDomains }, parseQuery(search)),
    CREF,
  );

test.each([
  ["nothing is asked", "", undefined, `https://brand.com/start?cref=${CREF}`],
  [
    "parameters pass in their order",
    "b=2&a=1&b=3",
    undefined,
    `https://brand.com/start?b=2&a=1&b=3&cref=${CREF}`,
  ],
  [
    "encoding stays as it was written",
    "q=a%20b+c&n=%C3%BC&e",
    undefined,
    `https://brand.com/start?q=a%20b+c&n=%C3%BC&e&cref=${CREF}`,
  ],
  [
    "an id in the request is replaced",
    "cref=old&a=1&%63ref=older",
    undefined,
    `https://brand.com/start?a=1&cref=${CREF}`,
  ],
  [
    "the destination's own parameter wins",
    "plan=free&x=1",
    "https://brand.com/?plan=pro",
    `https://brand.com/?plan=pro&x=1&cref=${CREF}`,
  ],
  [
    "an id in the destination is replaced",
    "",
    "https://brand.com/?cref=old&a=1",
    `https://brand.com/?a=1&cref=${CREF}`,
  ],
  [
    "the destination's fragment is kept",
    "a=1",
    "https://brand.com/p#top",
    `https://brand.com/p?a=1&cref=${CREF}#top`,
  ],
  ["empty segments are dropped", "&&a=1&", undefined, `https://brand.com/start?a=1&cref=${CREF}`],
  ["broken encoding passes", "a=%zz&b=1", undefined, `https://brand.com/start?a=%zz&b=1&cref=${CREF}`],
  ["a hash sign cannot start a fragment", "a=#b", undefined, `https://brand.com/start?a=%23b&cref=${CREF}`],
  [
    "line breaks cannot start a header",
    "a=1\r\nset-cookie:x",
    undefined,
    `https://brand.com/start?a=1set-cookie:x&cref=${CREF}`,
  ],
  [
    "an allowed deep link is followed",
    "url=https%3A%2F%2Fbrand.com%2Fa%3Fb%3D1%23c&d=2",
    undefined,
    `https://brand.com/a?b=1&d=2&cref=${CREF}#c`,
  ],
  [
    "a deep link to a subdomain is followed",
    "url=https://shop.brand.com/x",
    undefined,
    `https://shop.brand.com/x?cref=${CREF}`,
  ],
  [
    "a foreign deep link is ignored, and not passed on",
    "url=https://evil.com/&a=1",
    undefined,
    `https://brand.com/start?a=1&cref=${CREF}`,
  ],
  [
    "a deep link without scheme is ignored",
    "url=//evil.com",
    undefined,
    `https://brand.com/start?cref=${CREF}`,
  ],
  [
    "a deep link with a user name is ignored",
    "url=https://brand.com@evil.com",
    undefined,
    `https://brand.com/start?cref=${CREF}`,
  ],
  ["a script is ignored", "url=javascript:alert(1)", undefined, `https://brand.com/start?cref=${CREF}`],
  ["an empty deep link is ignored", "url=", undefined, `https://brand.com/start?cref=${CREF}`],
  [
    "the first of two deep links counts",
    "url=https://evil.com&url=https://brand.com/b",
    undefined,
    `https://brand.com/start?cref=${CREF}`,
  ],
])("%s", (_fact, search, destination, expected) => {
  expect(send(search, destination)).toBe(expected);
});

test("an allowed domain takes deep links", () => {
  expect(send("url=https://docs.brand.dev/", undefined, ["brand.dev"])).toBe(
    `https://docs.brand.dev/?cref=${CREF}`,
  );
});
