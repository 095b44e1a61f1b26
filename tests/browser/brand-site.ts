import { once } from "node:events";
import { createServer } from "node:http";

/** A brand's own site: one page with the script tag and a button that signs up. */
export type BrandSite = { origin: string; close(): Promise<void> };

export async function openBrandSite(openPartner: string, consent: "granted" | "unknown"): Promise<BrandSite> {
  const server = createServer((request, response) => {
    // Browsers ask for an icon as well.
    const found = new URL(request.url ?? "/", "http://brand").pathname === "/";
    response.writeHead(found ? 200 : 204, { "content-type": "text/html; charset=utf-8" });
    response.end(found ? pageOf(openPartner, consent) : "");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (typeof address !== "object" || !address) throw new Error("The brand's site has no port.");
  return {
    origin: `http://127.0.0.1:${address.port}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

function pageOf(openPartner: string, consent: string): string {
  return `<!doctype html><html lang="en"><title>Brand</title>
<script>window.op = window.op || function () { (op.q = op.q || []).push(arguments) }</script>
<script async src="${openPartner}/op.js" data-consent="${consent}"></script>
<button onclick="OpenPartner.identify('customer_7').then(function (reply) { document.title = 'Signed up: ' + JSON.stringify(reply) })">Sign up</button>`;
}
