import { createServer } from "node:net";

const DEFAULT_PORT = 3000;

/** Throws if the server's port is taken, before the slow work instead of after it. */
export function checkPort() {
  const port = Number(process.env.PORT || DEFAULT_PORT);
  const host = process.env.HOST || "0.0.0.0";
  // A value that is no port is the server's to explain.
  if (!Number.isInteger(port) || port < 1 || port > 65_535) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error) => {
      if (error.code === "EADDRINUSE") {
        reject(new Error(`Port ${port} is taken. Choose another with PORT=… npm start.`));
      } else resolve();
    });
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}
