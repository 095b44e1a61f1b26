import type { Server as HttpServer } from "node:http";
import type { Socket } from "node:net";

/**
 * A process that was busy for long finds two things at once: a connection has been idle for too long, and a request came on it
 * meanwhile. Node would look at the clock first and reset the connection; with this it reads first, and closes what is idle indeed.
 */
export function readBeforeIdle(http: HttpServer): void {
  http.on("timeout", (socket: Socket) => {
    const before = socket.bytesRead;
    // Timers come before what the sockets have, and this after it.
    setImmediate(() => {
      if (socket.bytesRead === before) socket.destroy();
    });
  });
}
