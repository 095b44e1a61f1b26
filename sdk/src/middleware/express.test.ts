import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { crefAt } from "../crefs.fixture";
import { expressCref } from "./express";

const CREF = crefAt("2026-10-01T00:00:00Z");
const COOKIE = `_cref=${CREF}; Path=/; Max-Age=7776000; SameSite=Lax`;
const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** Serves one request with the middleware before `handler`, over a socket, and returns what the client sees. */
async function answer(
  handler: (request: IncomingMessage, response: ServerResponse) => void,
  path = `/?cref=${CREF}`,
  headers: Record<string, string> = {},
) {
  const middleware = expressCref<IncomingMessage>();
  const server = createServer((request, response) =>
    middleware(request, response, () => handler(request, response)),
  );
  closing.push(() => void server.close());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return fetch(`http://127.0.0.1:${port}${path}`, { headers });
}

describe("expressCref", () => {
  it.each<[string, (request: IncomingMessage, response: ServerResponse) => void]>([
    ["ends at once", (_request, response) => response.end("hi")],
    [
      "streams",
      (_request, response) => {
        response.write("h");
        response.end("i");
      },
    ],
    [
      "sets cookies and a public cache after it",
      (_request, response) => {
        response.setHeader("Set-Cookie", "a=1");
        response.setHeader("Cache-Control", "public, max-age=60");
        response.end("hi");
      },
    ],
    [
      "writes its head as an object",
      (_request, response) => {
        response.setHeader("Cache-Control", "public");
        response.writeHead(200, { "Set-Cookie": ["a=1"], "Cache-Control": "public, max-age=60" }).end("hi");
      },
    ],
    [
      "writes its head with a reason and a flat list",
      (_request, response) =>
        void response
          .writeHead(200, "Fine", ["Set-Cookie", "a=1", "Set-Cookie", "b=2", "cache-control", "s-maxage=9"])
          .end("hi"),
    ],
    [
      "flushes its head",
      (_request, response) => {
        response.flushHeaders();
        response.end("hi");
      },
    ],
  ])("adds the cookie, privately, where the handler %s", async (_name, handler) => {
    const reply = await answer(handler);
    expect(reply.headers.getSetCookie()).toContain(COOKIE);
    expect(reply.headers.get("cache-control")).toMatch(/^private(, max-age=60)?$/);
    expect(await reply.text()).toBe("hi");
  });

  it("keeps every other cookie, the status and the reason", async () => {
    const reply = await answer((_request, response) =>
      response.writeHead(201, "Made", ["Set-Cookie", "a=1", "Set-Cookie", "b=2"]).end(),
    );
    expect(reply.headers.getSetCookie()).toEqual(["a=1", "b=2", COOKIE]);
    expect([reply.status, reply.statusText]).toEqual([201, "Made"]);
  });

  it.each<[string, string, Record<string, string>]>([
    ["there is no click", "/", {}],
    ["the path is none that a URL can have", "//?x=%", {}],
    ["Global Privacy Control is on", `/?cref=${CREF}`, { "sec-gpc": "1" }],
    ["the cookie is later", `/?cref=${CREF}`, { cookie: `_cref=${crefAt("2026-10-02T00:00:00Z")}` }],
  ])("changes nothing where %s", async (_name, path, headers) => {
    const reply = await answer(
      (_request, response) => response.writeHead(200, { "Cache-Control": "public" }).end(),
      path,
      headers,
    );
    expect([reply.headers.get("set-cookie"), reply.headers.get("cache-control")]).toEqual([null, "public"]);
  });
});
