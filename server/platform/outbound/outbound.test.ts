import { createServer, type RequestListener } from "node:http";
import { createServer as createTcpServer, type Server as TcpServer } from "node:net";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { parseRange } from "./addresses";
import type { Answer } from "./faults";
import { type Outbound, openOutbound } from "./outbound";

const LOOPBACK = [parseRange("127.0.0.0/8")].filter((range) => range !== null);
const servers: TcpServer[] = [];
let names: Map<string, string[][]>;
let asked: string[];
let outbound: Outbound;

/** Each look-up of a name takes the next of its answers; the last one stays. */
async function resolve(host: string): Promise<string[]> {
  asked.push(host);
  const answers = names.get(host);
  const next = answers && answers.length > 1 ? answers.shift() : answers?.[0];
  if (!next) throw new Error(`there is no ${host}`);
  return next;
}

beforeEach(() => {
  names = new Map();
  asked = [];
  outbound = openOutbound({ allowed: LOOPBACK, resolve, timeoutMs: 2_000 });
});
afterEach(() => outbound.close());
afterAll(() => {
  for (const server of servers) server.close();
});

function listening<S extends TcpServer>(server: S): Promise<number> {
  servers.push(server);
  return new Promise((done) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      done(typeof address === "object" && address ? address.port : 0);
    });
  });
}

const serve = (listener: RequestListener) => listening(createServer(listener));
const get = (url: string, maxReplyBytes = 1_000): Promise<Answer> =>
  outbound.call({ method: "GET", url, headers: {}, maxReplyBytes });

describe("a call", () => {
  it("sends method, headers and body, and gives back status, headers and body", async () => {
    const port = await serve(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const { "x-mark": mark, "content-length": length } = request.headers;
      response.writeHead(201, { "x-told": String(mark), "set-cookie": ["a=1", "b=2"] });
      response.end(`${request.method} ${request.url} ${length} ${Buffer.concat(chunks)}`);
    });
    const answer = await outbound.call({
      method: "POST",
      url: `http://127.0.0.1:${port}/in?a=1`,
      headers: { "x-mark": "m" },
      body: "für",
      maxReplyBytes: 100,
    });
    expect(answer).toMatchObject({
      fault: null,
      reply: { status: 201, body: "POST /in?a=1 4 für", truncated: false },
    });
    expect(answer.reply?.headers).toMatchObject({ "x-told": "m", "set-cookie": "a=1,b=2" });
    expect(answer.durationMs).toBeGreaterThanOrEqual(0);
  });

  it("goes to the address that was looked up, with the name as host", async () => {
    names.set("hooks.example.com", [["127.0.0.1"]]);
    const port = await serve((request, response) => response.end(request.headers.host));
    expect((await get(`http://hooks.example.com:${port}/`)).reply?.body).toBe(`hooks.example.com:${port}`);
    expect(asked).toEqual(["hooks.example.com"]);
  });

  it("does not follow a redirect", async () => {
    let calls = 0;
    const port = await serve((_request, response) => {
      calls++;
      response.writeHead(302, { location: "http://169.254.169.254/" }).end();
    });
    expect((await get(`http://127.0.0.1:${port}/`)).reply?.status).toBe(302);
    expect(calls).toBe(1);
  });

  it("reads no more of a reply than is wanted", async () => {
    const port = await serve((_request, response) => {
      const flood = (): void => {
        if (!response.destroyed) response.write("x".repeat(10_000), () => setImmediate(flood));
      };
      flood();
    });
    const { reply } = await get(`http://127.0.0.1:${port}/`, 25);
    expect(reply).toMatchObject({ status: 200, body: "x".repeat(25), truncated: true });
  });

  it("ends in time, also where the reply trickles", async () => {
    outbound = openOutbound({ allowed: LOOPBACK, resolve, timeoutMs: 150 });
    const silent = await serve(() => undefined);
    expect((await get(`http://127.0.0.1:${silent}/`)).fault).toBe("timeout");
    const trickling = await serve((_request, response) => {
      const timer = setInterval(() => response.write("."), 20);
      response.on("close", () => clearInterval(timer));
    });
    expect((await get(`http://127.0.0.1:${trickling}/`)).fault).toBe("timeout");
    const waiting = openOutbound({ allowed: [], resolve: () => new Promise(() => undefined), timeoutMs: 50 });
    const call = { method: "GET" as const, url: "http://slow.example/", headers: {}, maxReplyBytes: 1 };
    expect((await waiting.call(call)).fault).toBe("timeout");
  });

  it("is made again when an idle connection was hung up", async () => {
    let connections = 0;
    const server = createTcpServer((socket) => {
      const number = ++connections;
      let requests = 0;
      socket.on("error", () => undefined);
      socket.on("data", () => {
        if (number === 1 && ++requests === 2) socket.resetAndDestroy();
        else socket.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
      });
    });
    const url = `http://127.0.0.1:${await listening(server)}/`;
    expect((await get(url)).reply?.body).toBe("ok");
    expect((await get(url)).reply?.body).toBe("ok");
    expect(connections).toBe(2);
  });

  it("says over TLS which name it wants, while it connects to the checked address", async () => {
    names.set("secure.example.com", [["127.0.0.1"]]);
    let hello = "";
    const server = createTcpServer((socket) => {
      socket.on("error", () => undefined);
      socket.on("data", (bytes) => {
        hello += bytes.toString("latin1");
        socket.end("this is no TLS at all");
      });
    });
    const port = await listening(server);
    expect((await get(`https://secure.example.com:${port}/`)).fault).toBe("tls_failed");
    expect(hello).toContain("secure.example.com");
  });
});

describe("a name", () => {
  it("that leads inside is not called", async () => {
    let calls = 0;
    const port = await serve((_request, response) => response.end(String(++calls)));
    outbound = openOutbound({ allowed: [], resolve });
    names.set("inside.example", [["127.0.0.1"]]);
    names.set("mixed.example", [["8.8.8.8", "127.0.0.1"]]);
    names.set("metadata.example", [["169.254.169.254"]]);
    names.set("six.example", [["::ffff:127.0.0.1"]]);
    for (const host of ["inside", "mixed", "metadata", "six"])
      expect((await get(`http://${host}.example:${port}/`)).fault).toBe("blocked_address");
    expect((await get(`http://127.0.0.1:${port}/`)).fault).toBe("blocked_address");
    expect((await get(`http://2130706433:${port}/`)).fault).toBe("blocked_address");
    expect(calls).toBe(0);
  });

  it("that answers a checker with a public address and the connection with another is caught", async () => {
    const port = await serve((_request, response) => {
      response.setHeader("connection", "close");
      response.end("inside");
    });
    names.set("rebind.example", [["127.0.0.1"], ["10.0.0.1"]]);
    const url = `http://rebind.example:${port}/`;
    expect(outbound.problemOf(url)).toBeNull();
    // One look-up serves the check and the connection: the second answer is never connected to unchecked.
    expect((await get(url)).reply?.body).toBe("inside");
    expect(asked).toEqual(["rebind.example"]);
    expect((await get(url)).fault).toBe("blocked_address");
    expect(asked).toEqual(["rebind.example", "rebind.example"]);
  });

  it("that nobody knows, or that has no address, is told as such", async () => {
    names.set("empty.example", [[]]);
    for (const host of ["unknown", "empty"])
      expect((await get(`http://${host}.example/`)).fault).toBe("dns_failed");
  });
});

describe("what the other side does wrong is an answer", () => {
  it("when nobody listens", async () => {
    const server = createTcpServer();
    const port = await listening(server);
    await new Promise((done) => server.close(done));
    expect((await get(`http://127.0.0.1:${port}/`)).fault).toBe("connection_refused");
  });

  it.each([
    ["connection_failed", ""],
    ["invalid_response", "SSH-2.0-OpenSSH_9.6\r\n"],
    ["connection_failed", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf"],
  ])("%s, when it says %j and hangs up", async (fault, said) => {
    const server = createTcpServer((socket) => {
      socket.on("error", () => undefined);
      socket.once("data", () => socket.end(said));
    });
    expect((await get(`http://127.0.0.1:${await listening(server)}/`)).fault).toBe(fault);
  });

  it("when the address is none", async () => {
    for (const url of ["nothing", "ftp://hooks.example.com/", "http://me:me@hooks.example.com/"])
      expect((await get(url)).fault).toBe("invalid_url");
    expect(asked).toEqual([]);
  });
});
