import net from "node:net";

/** Where postgres.js would connect to: its own options. */
type Address = { host: string[]; port: number[]; path?: string | (() => string | undefined) };

/**
 * A connection to PostgreSQL that sends what is written in one turn of the event loop with one system call. postgres.js writes
 * each statement of a kilobyte on its own, and each such call wakes the other side for a part of what it is to do.
 */
export function corkedSocket({ host: [host], port: [port], path }: Address): net.Socket {
  const socket = new CorkedSocket();
  const file = typeof path === "function" ? path() : path;
  // What is written before the connection stands waits in the socket; a failure to connect is its `error`.
  return file ? socket.connect(file) : socket.connect(port ?? DEFAULT_PORT, host ?? "localhost");
}

const DEFAULT_PORT = 5432;

class CorkedSocket extends net.Socket {
  #corked = false;

  constructor() {
    super();
    this.setNoDelay(true);
  }

  override write(
    chunk: Uint8Array | string,
    encoding?: BufferEncoding | ((error?: Error | null) => void),
    done?: (error?: Error | null) => void,
  ): boolean {
    if (!this.#corked) {
      this.#corked = true;
      this.cork();
      process.nextTick(() => {
        this.#corked = false;
        this.uncork();
      });
    }
    return typeof encoding === "string" ? super.write(chunk, encoding, done) : super.write(chunk, encoding);
  }
}
