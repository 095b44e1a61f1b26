import cluster from "node:cluster";
import path from "node:path";
import { serveParent } from "../support/child";

/** As many processes as PROCESSES says behind one port, as the supervisor of a production start has them. */
cluster.setupPrimary({ exec: path.join(import.meta.dirname, "server.mjs") });
const workers = Array.from({ length: Number(process.env["PROCESSES"]) }, () => cluster.fork());
const ready = await Promise.all(
  workers.map((worker) => new Promise<{ port: number }>((resolve) => worker.once("message", resolve))),
);
serveParent(ready[0] ?? {}, async () => {
  const ended = workers.map((worker) => new Promise((resolve) => worker.once("exit", resolve)));
  for (const worker of workers) worker.process.disconnect();
  await Promise.all(ended);
});
