import { createServer, type IncomingHttpHeaders } from "node:http";

export type Request = { method: string; path: string; headers: IncomingHttpHeaders; body: string };
export type Reply = { status: number; headers?: Record<string, string>; body?: string };

/** A real server that keeps what it is sent, and answers as it is told. */
export type TestReceiver = {
  url: string;
  requests: Request[];
  /** How the next requests are answered; 200 unless said. Null hangs up. */
  answer: (request: Request) => Reply | null | Promise<Reply | null>;
  close(): Promise<void>;
};

export async function openReceiver(): Promise<TestReceiver> {
  const server = createServer((incoming, outgoing) => {
    const { method = "", url: path = "", headers } = incoming;
    let body = "";
    incoming.setEncoding("utf8");
    incoming.on("data", (part: string) => {
      body += part;
    });
    incoming.on("end", () => {
      const request: Request = { method, path, headers, body };
      receiver.requests.push(request);
      void Promise.resolve(receiver.answer(request)).then((reply) => {
        if (reply === null) incoming.socket.destroy();
        else outgoing.writeHead(reply.status, reply.headers).end(reply.body);
      });
    });
  });
  await new Promise<void>((done) => {
    server.listen(0, "127.0.0.1", done);
  });
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const receiver: TestReceiver = {
    url: `http://127.0.0.1:${port}/in`,
    requests: [],
    answer: () => ({ status: 200 }),
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
  return receiver;
}
