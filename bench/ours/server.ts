import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { requestHandler } from "@/server/http/handler";
import { tuneGarbageCollection } from "@/server/http/processes/garbage";
import { proxiesFrom } from "@/server/http/visitor/proxies";
import { serveParent } from "../support/child";
import { openOurs } from "./shop";

/** The Node entry as it is, without the pages, which no measured request reaches. Visitors come through a proxy on this machine. */
tuneGarbageCollection();
const server = await openOurs(process.env["DATABASE_URL"] ?? "", process.env["DATA_DIR"]);
const noPages = async (): Promise<void> => {
  throw new Error("no page is measured");
};
const http = createServer(requestHandler(server, noPages, proxiesFrom(["127.0.0.1"])));
http.listen(0, "127.0.0.1", () => {
  serveParent(
    { port: (http.address() as AddressInfo).port },
    async () => {
      http.closeAllConnections();
      await server.close();
    },
    () => ({ ...process.memoryUsage(), ...process.cpuUsage() }),
  );
});
