import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { serveParent } from "../support/child";

/** Sends the redirect that ours sends, always the same one, and does nothing else. */
const HEADERS = {
  location: "https://brand.example/start?utm_source=news&cref=01JD0000000000000000000000",
  "cache-control": "private, no-store",
  "set-cookie":
    "_cref=01JD0000000000000000000000; Path=/; Domain=brand.example; Max-Age=7776000; SameSite=Lax; Secure",
  "content-length": "0",
};

const http = createServer((_request, response) => {
  response.writeHead(302, HEADERS);
  response.end();
});
http.listen(0, "127.0.0.1", () => {
  serveParent(
    { port: (http.address() as AddressInfo).port },
    async () => http.closeAllConnections(),
    () => process.cpuUsage(),
  );
});
