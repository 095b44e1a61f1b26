import { connect, type Socket } from "node:net";

export type Answer = { status: number; body: string };

const END_OF_HEAD = "\r\n\r\n";

/**
 * One kept-alive HTTP/1.1 connection that sends one request after another. It does no more than that: a full client would
 * take from the two cores that the servers under measurement share with it.
 */
export class Connection {
  readonly #socket: Socket;
  readonly #head: string;
  #received: Buffer = Buffer.alloc(0);
  #waiting: { resolve(answer: Answer): void; reject(error: Error): void } | null = null;

  constructor(port: number, key: string) {
    this.#head = `Host: 127.0.0.1:${port}\r\nAuthorization: Bearer ${key}\r\nContent-Type: application/json\r\n`;
    this.#socket = connect({ port, host: "127.0.0.1", noDelay: true });
    this.#socket.on("data", (chunk: Buffer) => this.#take(chunk));
    this.#socket.on("error", (error) => this.#waiting?.reject(error));
    this.#socket.on("close", () => this.#waiting?.reject(new Error("the server closed the connection")));
  }

  post(path: string, json: string): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#socket.write(
        `POST ${path} HTTP/1.1\r\n${this.#head}Content-Length: ${Buffer.byteLength(json)}\r\n\r\n${json}`,
      );
    });
  }

  close(): void {
    this.#waiting = null;
    this.#socket.destroy();
  }

  #take(chunk: Buffer): void {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
    const end = this.#received.indexOf(END_OF_HEAD);
    if (end < 0) return;
    const head = this.#received.toString("latin1", 0, end);
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? Number.NaN);
    const start = end + END_OF_HEAD.length;
    if (this.#received.length < start + length) return;
    const waiting = this.#waiting;
    this.#waiting = null;
    const body = this.#received.toString("utf8", start, start + length);
    this.#received = Buffer.alloc(0);
    if (Number.isNaN(length)) waiting?.reject(new Error(`no Content-Length in: ${head}`));
    else waiting?.resolve({ status: Number(head.slice(9, 12)), body });
  }
}
