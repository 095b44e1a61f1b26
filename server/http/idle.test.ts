import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { afterEach, expect, it, onTestFinished } from "vitest";
import { readBeforeIdle } from "./idle";

const IDLE_MS = 50;
const sockets: Socket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
});

/** A connection that has had its first answer. */
async function connected(): Promise<Socket> {
  const http = createServer((_request, response) => response.end("here"));
  http.keepAliveTimeout = IDLE_MS;
  readBeforeIdle(http);
  http.listen(0, "127.0.0.1");
  onTestFinished(() => void http.close());
  await once(http, "listening");
  const socket = connect((http.address() as AddressInfo).port, "127.0.0.1");
  sockets.push(socket);
  ask(socket);
  await once(socket, "data");
  return socket;
}
const ask = (socket: Socket) => socket.write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");

it("a request that came while the process was busy is answered, however long that was", async () => {
  const socket = await connected();
  ask(socket);
  // Nothing in this process gets its turn meanwhile.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 40 * IDLE_MS);
  const [answer] = await once(socket, "data");
  expect(String(answer)).toContain("200 OK");
});

it("a connection on which nothing comes is closed", async () => {
  const socket = await connected();
  await once(socket, "close");
  expect(socket.readableEnded).toBe(true);
});
