import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { errorReply } from "@/server/api/rest/errors";
import { makeLog } from "@/server/platform/log";
import { apiRequest, send } from "./adapt";

const LIMIT_BYTES = 1_000;
const log = makeLog("silent");
let server: Server;

/** Answers with what the API would see of a request. */
beforeAll(async () => {
  server = createServer((incoming, response) => {
    const seen = apiRequest(incoming, "192.0.2.1");
    const { method, path, query, ip } = seen;
    seen.body(LIMIT_BYTES).then(
      (body) => {
        const told = JSON.stringify({ method, path, query: [...query], ip, body: body.toString("latin1") });
        send(response, { status: 200, headers: { "x-request-id": "r" }, body: told }, method);
      },
      (error: unknown) => {
        response.setHeader("connection", "close");
        send(response, { ...errorReply(error, "r", log), headers: {} }, method);
      },
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

type Answer = { status: number; headers: Record<string, unknown>; text: string };

function ask(method: string, path: string, chunks: readonly string[] = [], headers = {}): Promise<Answer> {
  const { port } = server.address() as AddressInfo; // it listens on TCP
  return new Promise((resolve, reject) => {
    const outgoing = request({ port, host: "127.0.0.1", method, path, headers }, (reply) => {
      let text = "";
      reply.on("data", (chunk: Buffer) => {
        text += chunk.toString();
      });
      reply.on("end", () => resolve({ status: reply.statusCode ?? 0, headers: reply.headers, text }));
    });
    outgoing.on("error", reject);
    for (const chunk of chunks) outgoing.write(chunk, "latin1");
    outgoing.end();
  });
}

describe("a Node request", () => {
  it("keeps its path as it was sent, and every value of its query", async () => {
    const { text } = await ask("POST", "/api/v1/a%2Fb?x=1&x=2&y=a%20b", ["{", "}"]);
    expect(JSON.parse(text)).toEqual({
      method: "POST",
      path: "/api/v1/a%2Fb",
      query: [
        ["x", "1"],
        ["x", "2"],
        ["y", "a b"],
      ],
      ip: "192.0.2.1",
      body: "{}",
    });
  });

  it.each([
    ["declared", { "content-length": String(LIMIT_BYTES + 1) }],
    ["not declared", { "transfer-encoding": "chunked" }],
  ])("is 413 past the limit, with a length that is %s", async (_name, headers) => {
    const reply = await ask("POST", "/", ["x".repeat(LIMIT_BYTES), "x"], headers);
    expect([reply.status, JSON.parse(reply.text)]).toMatchObject([413, { error: "body_too_large" }]);
  });

  it("may be as long as the limit", async () => {
    expect((await ask("POST", "/", ["x".repeat(LIMIT_BYTES)])).status).toBe(200);
  });
});

it("the reply to HEAD has the headers of GET and no body", async () => {
  const [get, head] = [await ask("GET", "/a"), await ask("HEAD", "/a")];
  expect([head.status, head.text, head.headers["x-request-id"]]).toEqual([get.status, "", "r"]);
  expect(Number(head.headers["content-length"])).toBeGreaterThan(0);
});
