import { describe, expect, it } from "vitest";
import { crefAt } from "../crefs.fixture";
import { type HonoContextLike, honoCref } from "./hono";

const CREF = crefAt("2026-10-01T00:00:00Z");

/** The part of Hono's context that the middleware is promised, over a real Request and Response. */
function contextOf(url: string): HonoContextLike {
  const context: HonoContextLike = {
    req: { raw: new Request(url) },
    res: new Response(null, { status: 404 }),
    header(name, value, options) {
      if (value === undefined) context.res.headers.delete(name);
      else if (options?.append) context.res.headers.append(name, value);
      else context.res.headers.set(name, value);
    },
  };
  return context;
}

describe("honoCref", () => {
  const handle = async (url: string) => {
    const context = contextOf(url);
    await honoCref()(context, async () => {
      context.res = new Response("hi", {
        headers: {
          "cache-control": "public, max-age=60",
          "set-cookie": "a=1",
          "surrogate-control": "max-age=9",
        },
      });
    });
    return context.res.headers;
  };

  it("adds the cookie to what the handler answered, privately", async () => {
    const headers = await handle(`https://brand.com/?cref=${CREF}`);
    expect(headers.getSetCookie()).toEqual([
      "a=1",
      `_cref=${CREF}; Path=/; Max-Age=7776000; SameSite=Lax; Secure`,
    ]);
    expect([headers.get("cache-control"), headers.get("surrogate-control")]).toEqual([
      "private, max-age=60",
      null,
    ]);
  });

  it("changes nothing without a click", async () => {
    const headers = await handle("https://brand.com/");
    expect([headers.getSetCookie(), headers.get("cache-control")]).toEqual([["a=1"], "public, max-age=60"]);
  });
});
