import { EventEmitter, once } from "node:events";
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { errorReply } from "@/server/api/rest/errors";
import type { Parts } from "@/server/archive/file/parts";
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

describe("a reply that is a file", () => {
  const PART_BYTES = 65_536;

  /** Endless parts; counts what was asked for, and how much lay waiting to be taken then; tells when they end. */
  function endless() {
    const told = new EventEmitter();
    const ended = once(told, "ended");
    const asked = { count: 0, mostWaitingBytes: 0, waitingBytes: () => 0 };
    const parts: Parts = {
      async next() {
        asked.count++;
        asked.mostWaitingBytes = Math.max(asked.mostWaitingBytes, asked.waitingBytes());
        return { done: false, value: "x".repeat(PART_BYTES) };
      },
      async return() {
        told.emit("ended");
        return { done: true, value: undefined };
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
    return { parts, asked, ended };
  }

  type Served = { port: number; close(): void };

  async function serve(parts: Parts, onReply?: (response: ServerResponse) => void): Promise<Served> {
    const files = createServer((incoming, response) => {
      onReply?.(response);
      const headers = { "content-type": "text/csv" };
      send(response, { status: 200, headers, body: "", parts }, incoming.method);
    });
    await new Promise<void>((resolve) => files.listen(0, "127.0.0.1", resolve));
    return {
      port: (files.address() as AddressInfo).port,
      close: () => {
        files.closeAllConnections();
        files.close();
      },
    };
  }

  it("is made no faster than its reader takes it, and ends when the reader leaves", async () => {
    const { parts, asked, ended } = endless();
    const { port, close } = await serve(parts, (response) => {
      asked.waitingBytes = () => response.writableLength;
    });
    const outgoing = request({ port, host: "127.0.0.1" });
    outgoing.end();
    const [reply] = (await once(outgoing, "response")) as [IncomingMessage];
    let takenBytes = 0;
    for await (const chunk of reply) {
      takenBytes += (chunk as Buffer).length;
      if (takenBytes > 500 * PART_BYTES) break;
    }
    await ended;
    expect(asked.count).toBeGreaterThan(500);
    expect(asked.mostWaitingBytes).toBeLessThan(4 * PART_BYTES);
    close();
  });

  it("is not made for HEAD", async () => {
    const { parts, asked, ended } = endless();
    const { port, close } = await serve(parts);
    const outgoing = request({ port, host: "127.0.0.1", method: "HEAD" });
    outgoing.end();
    const [reply] = (await once(outgoing, "response")) as [IncomingMessage];
    await ended;
    expect([reply.statusCode, reply.headers["content-type"], asked.count]).toEqual([200, "text/csv", 0]);
    close();
  });

  it("breaks off where it fails", async () => {
    const { parts } = endless();
    const { port, close } = await serve({ ...parts, next: () => Promise.reject(new Error("gone")) });
    const outgoing = request({ port, host: "127.0.0.1" });
    outgoing.end();
    await expect(once(outgoing, "response").then(([reply]) => once(reply, "end"))).rejects.toThrow();
    close();
  });
});

it("the reply to HEAD has the headers of GET and no body", async () => {
  const [get, head] = [await ask("GET", "/a"), await ask("HEAD", "/a")];
  expect([head.status, head.text, head.headers["x-request-id"]]).toEqual([get.status, "", "r"]);
  expect(Number(head.headers["content-length"])).toBeGreaterThan(0);
});
