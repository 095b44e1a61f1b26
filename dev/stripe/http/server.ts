import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Incoming, Sandbox } from "../sandbox";
import type { Deliver } from "../webhooks/courier";
import { CONTROL_PREFIX, PAGES_PREFIX, web } from "./web";

const MAX_BODY_BYTES = 1_048_576;
const PULSE_MS = 1_000;
const DELIVERY_TIMEOUT_MS = 20_000;

export type SandboxServer = {
  /** Where it answers, without a trailing slash. */
  url: string;
  close(): Promise<void>;
};

/** Opens the sandbox on a port of this machine only: the API below `/v1`, the pages, and what steers it. */
export async function serveSandbox(sandbox: Sandbox, port = 0): Promise<SandboxServer> {
  const http = createServer((request, response) => {
    answer(sandbox, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    http.once("error", reject);
    http.listen(port, "127.0.0.1", resolve);
  });
  // Renewals, ends of trials and webhooks that are to be sent again wait for nobody's request.
  const pulse = setInterval(() => {
    sandbox.tick();
    void sandbox.pump();
  }, PULSE_MS);
  pulse.unref();
  return {
    // The address of a server that listens on a port.
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    async close() {
      clearInterval(pulse);
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}

/** Sends webhooks as Stripe does: the receiver has 20 seconds to answer. */
export const deliverOverHttp: Deliver = async ({ url, payload, signature }) => {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json; charset=utf-8", "stripe-signature": signature },
    body: payload,
    redirect: "manual",
    signal: AbortSignal.timeout(DELIVERY_TIMEOUT_MS),
  });
  await response.body?.cancel();
  return response.status;
};

async function answer(sandbox: Sandbox, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const incoming = withoutPrefix(await read(request));
  const reply = incoming.path.startsWith("/v1/") ? await sandbox.handle(incoming) : web(sandbox, incoming);
  if (reply) {
    response.writeHead(reply.status, { ...reply.headers, "content-length": Buffer.byteLength(reply.body) });
    response.end(reply.body);
  } else if (incoming.path.startsWith("/v1/")) request.socket.destroy();
  else response.writeHead(404).end();
  setImmediate(() => void sandbox.pump());
}

/** Whoever reaches the pages by another host's address reaches the API there too, below their prefix. */
function withoutPrefix(incoming: Incoming): Incoming {
  const rest = incoming.path.slice(PAGES_PREFIX.length);
  const isApi = rest.startsWith("/v1/") || rest.startsWith(CONTROL_PREFIX);
  return incoming.path.startsWith(PAGES_PREFIX) && isApi ? { ...incoming, path: rest } : incoming;
}

async function read(request: IncomingMessage): Promise<Incoming> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new Error("the request is too large");
    chunks.push(chunk);
  }
  const url = new URL(request.url ?? "/", "http://sandbox");
  return {
    method: request.method ?? "GET",
    path: url.pathname,
    query: url.search.slice(1),
    header(name) {
      const value = request.headers[name];
      return value === undefined ? null : String(value);
    },
    body: Buffer.concat(chunks).toString("utf8"),
  };
}
