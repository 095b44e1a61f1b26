import { NextRequest, NextResponse } from "next/server";
import { describe, expect, it } from "vitest";
import { crefAt } from "../crefs.fixture";
import { readCref } from "../middleware";
import { keepCref, withCref } from "./response";
import type { CrefOptions } from "./rules";

const CREF = crefAt("2026-10-01T00:00:00Z");
const EARLIER = crefAt("2026-09-01T00:00:00Z");
const LATER = crefAt("2026-10-02T00:00:00Z");
const COOKIE = `_cref=${CREF}; Path=/; Max-Age=7776000; SameSite=Lax; Secure`;

const visit = (url: string, headers: Record<string, string> = {}) => new Request(url, { headers });
const cookieOn = (request: Request, options?: CrefOptions<Request>) =>
  keepCref(request, new Response("hi"), options).headers.get("set-cookie");

describe("keepCref", () => {
  const at = `https://brand.com/pricing?utm_source=x&cref=${CREF}`;

  it.each<[string, Request, CrefOptions<Request>, string | null]>([
    ["a click in the address", visit(at), {}, COOKIE],
    ["a click in lower case", visit(at.toLowerCase()), {}, COOKIE],
    ["the cookie's own id again, for its full life", visit(at, { cookie: `_cref=${CREF}` }), {}, COOKIE],
    ["an earlier click in the cookie", visit(at, { cookie: `a=b; _cref=${EARLIER}` }), {}, COOKIE],
    ["a later click in the cookie", visit(at, { cookie: `_cref=${LATER}` }), {}, null],
    [
      "a cookie that claims the future",
      visit(at, { cookie: "_cref=7ZZZZZZZZZZZZZZZZZZZZZZZZZ" }),
      {},
      COOKIE,
    ],
    ["no click", visit("https://brand.com/"), {}, null],
    ["an id that is none", visit("https://brand.com/?cref=alice"), {}, null],
    ["a header smuggled into the id", visit(`https://brand.com/?cref=${CREF}%0d%0aX:1`), {}, null],
    ["Global Privacy Control", visit(at, { "sec-gpc": "1" }), { consent: "granted" }, null],
    ["a prefetch", visit(at, { "sec-purpose": "prefetch;prerender" }), {}, null],
    ["an older prefetch", visit(at, { "x-moz": "prefetch" }), {}, null],
    ["consent granted", visit(at), { consent: () => "granted" }, COOKIE],
    ["consent not asked for yet", visit(at), { consent: () => "unknown" }, null],
    ["consent denied", visit(at), { consent: "denied" }, null],
    [
      "plain http on this machine",
      visit(`http://localhost:3000/?cref=${CREF}`),
      {},
      COOKIE.replace("; Secure", ""),
    ],
    [
      "a proxy before this machine",
      visit(`http://127.0.0.1/?cref=${CREF}`, { "x-forwarded-proto": "https" }),
      {},
      COOKIE,
    ],
    ["plain http elsewhere", visit(`http://brand.com/?cref=${CREF}`), {}, COOKIE],
    ["secure: false", visit(at), { secure: false }, COOKIE.replace("; Secure", "")],
    ["a domain", visit(at), { domain: ".brand.com" }, COOKIE.replace("Path=/", "Path=/; Domain=brand.com")],
    ["a window of 30 days", visit(at), { cookieWindowDays: 30 }, COOKIE.replace("7776000", "2592000")],
    ["a window over 400 days", visit(at), { cookieWindowDays: 730 }, COOKIE.replace("7776000", "34560000")],
    [
      "names of one's own",
      visit(`https://b.co/?c=${CREF}`),
      { queryParam: "c", cookieName: "ref" },
      COOKIE.replace("_cref", "ref"),
    ],
  ])("%s: the cookie is set, or not, as it should be", (_name, request, options, cookie) => {
    expect(cookieOn(request, options)).toBe(cookie);
  });

  it("leaves a response alone that needs no cookie", () => {
    const response = new Response("hi", { headers: { "cache-control": "public, max-age=60" } });
    expect(keepCref(visit("https://brand.com/"), response)).toBe(response);
    expect(response.headers.get("cache-control")).toBe("public, max-age=60");
  });

  it("keeps a response with the cookie out of shared caches", () => {
    const response = keepCref(
      visit(at),
      new Response("hi", {
        headers: { "cache-control": "public, s-maxage=600, max-age=60", "cdn-cache-control": "max-age=600" },
      }),
    );
    expect(response.headers.get("cache-control")).toBe("private, max-age=60");
    expect(response.headers.get("cdn-cache-control")).toBeNull();
  });

  it("keeps the other cookies, the status and the body", async () => {
    const headers = new Headers([
      ["set-cookie", "a=1"],
      ["set-cookie", "b=2"],
    ]);
    const response = keepCref(visit(at), new Response("made", { status: 201, headers }));
    expect(response.headers.getSetCookie()).toEqual(["a=1", "b=2", COOKIE]);
    expect([response.status, await response.text()]).toEqual([201, "made"]);
  });

  it("copies a response whose headers are locked", () => {
    const response = keepCref(visit(at), Response.redirect("https://brand.com/welcome", 302));
    expect([response.status, response.headers.get("location")]).toEqual([302, "https://brand.com/welcome"]);
    expect(response.headers.get("set-cookie")).toBe(COOKIE);
  });

  it("hands back what cannot carry a cookie", () => {
    const failed = Response.error();
    expect(keepCref(visit(at), failed)).toBe(failed);
  });
});

describe("withCref", () => {
  it("is one line of Next.js middleware", async () => {
    const middleware = withCref((_request: NextRequest) => NextResponse.next());
    const response = await middleware(new NextRequest(`https://brand.com/?cref=${CREF}`));
    expect(response.headers.get("x-middleware-next")).toBe("1");
    expect(response.headers.get("set-cookie")).toBe(COOKIE);
  });

  it("hands the other arguments on, as edge platforms give them", async () => {
    const handler = withCref(async (_request, env: { greeting: string }) => new Response(env.greeting));
    const response = await handler(visit(`https://brand.com/?cref=${CREF}`), { greeting: "hello" });
    expect([await response.text(), response.headers.get("set-cookie")]).toEqual(["hello", COOKIE]);
  });
});

describe("readCref", () => {
  const url = `https://brand.com/signup?cref=${CREF}`;
  it.each<[string, Request, CrefOptions<Request>, string | null]>([
    ["the address", visit(url), {}, CREF],
    ["the cookie", visit("https://brand.com/", { cookie: `_cref=${EARLIER}` }), {}, EARLIER],
    ["the address, where the cookie is earlier", visit(url, { cookie: `_cref=${EARLIER}` }), {}, CREF],
    ["the cookie, where it is later", visit(url, { cookie: `_cref=${LATER}` }), {}, LATER],
    [
      "the address alone under Global Privacy Control",
      visit(url, { cookie: `_cref=${LATER}`, "sec-gpc": "1" }),
      {},
      CREF,
    ],
    [
      "the address alone where consent is denied",
      visit(url, { cookie: `_cref=${LATER}` }),
      { consent: "denied" },
      CREF,
    ],
    ["nothing", visit("https://brand.com/"), {}, null],
  ])("reads %s", (_name, request, options, cref) => {
    expect(readCref(request, options)).toBe(cref);
  });
});
