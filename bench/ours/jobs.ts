import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { requestHandler } from "@/server/http/handler";
import { proxiesFrom } from "@/server/http/visitor/proxies";
import { serveParent } from "../support/child";
import { openOurs } from "./shop";

/** The Node entry with the embedded runner, as a production start has it. Receivers listen on this machine. */
const server = await openOurs(process.env["DATABASE_URL"] ?? "", process.env["DATA_DIR"], {
  OUTBOUND_PRIVATE_RANGES: "127.0.0.0/8",
});
server.jobs.start();
const noPages = async (): Promise<void> => {
  throw new Error("no page is measured");
};
const http = createServer(requestHandler(server, noPages, proxiesFrom(["127.0.0.1"])));
http.listen(0, "127.0.0.1", () => {
  serveParent({ port: (http.address() as AddressInfo).port }, async () => {
    http.closeAllConnections();
    await server.jobs.stop();
    await server.close();
  });
});
