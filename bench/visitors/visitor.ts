import { once } from "node:events";
import { connect, type Socket } from "node:net";

const END_OF_HEAD = Buffer.from("\r\n\r\n");
const FOUND = "HTTP/1.1 302";

/**
 * One kept-alive connection that sends one request at a time and expects redirects without a body. It looks at no more than the
 * first and last bytes of an answer: the servers under measurement share two cores with it.
 */
export class Visitor {
  readonly #socket: Socket;
  #received: Buffer = Buffer.alloc(0);
  #waiting: { answered(): void; failed(error: Error): void } | null = null;

  constructor(port: number) {
    this.#socket = connect({ port, host: "127.0.0.1", noDelay: true });
    this.#socket.on("data", (chunk: Buffer) => this.#take(chunk));
    this.#socket.on("error", (error) => this.#waiting?.failed(error));
    this.#socket.on("close", () => this.#waiting?.failed(new Error("the server closed the connection")));
  }

  /** Resolves when the server can be asked. */
  connected(): Promise<unknown> {
    return once(this.#socket, "connect");
  }

  /** Calls back rather than promising, which would cost as much as the sending. */
  visit(request: Buffer, answered: () => void, failed: (error: Error) => void): void {
    // What is written then is neither answered nor refused.
    if (this.#socket.destroyed)
      return failed(new Error("the server closed a connection on which nothing came"));
    this.#waiting = { answered, failed };
    this.#socket.write(request);
  }

  close(): void {
    this.#waiting = null;
    this.#socket.destroy();
  }

  #take(chunk: Buffer): void {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
    if (!this.#received.subarray(-END_OF_HEAD.length).equals(END_OF_HEAD)) return;
    const answer = this.#received;
    const waiting = this.#waiting;
    this.#received = Buffer.alloc(0);
    this.#waiting = null;
    if (answer.toString("latin1", 0, FOUND.length) === FOUND) waiting?.answered();
    else waiting?.failed(new Error(`no redirect: ${answer.toString("latin1", 0, 200)}`));
  }
}
