import { once } from "node:events";
import { createServer } from "node:http";
import Stripe from "stripe";

/** A brand's own shop: its page, a button that leads to Stripe's checkout, and a thank you. */
export type Shop = { origin: string; close(): Promise<void> };

const SANDBOX_KEY = "sk_test_sandbox";

/** The shop is what an integration guide asks for: it keeps the `cref` of the address and hands it to the checkout. */
export async function openShop(openPartner: string): Promise<Shop> {
  const { hostname, port, protocol } = new URL(openPartner);
  const stripe = new Stripe(SANDBOX_KEY, {
    host: hostname,
    port,
    protocol: protocol === "https:" ? "https" : "http",
    // Below this path the sandbox is reached through the server that it belongs to.
    httpClient: Stripe.createFetchHttpClient((url: string | URL | Request, init?: RequestInit) => {
      const at = new URL(String(url));
      return fetch(`${openPartner}/dev/stripe${at.pathname}${at.search}`, init);
    }),
    telemetry: false,
  });
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://shop");
    if (url.pathname !== "/buy") {
      response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
      return void response.end(pageOf(url));
    }
    void checkout(stripe, url.searchParams.get("cref") ?? "", origin).then((location) => {
      response.writeHead(303, { location });
      response.end();
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (typeof address !== "object" || !address) throw new Error("The shop has no port.");
  const origin = `http://127.0.0.1:${address.port}`;
  return {
    origin,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

async function checkout(stripe: Stripe, cref: string, origin: string): Promise<string> {
  const session = await stripe.checkout.sessions.create({
    mode: "subscription",
    client_reference_id: cref,
    success_url: `${origin}/thanks`,
    line_items: [
      {
        quantity: 1,
        price_data: {
          currency: "usd",
          unit_amount: 4900,
          recurring: { interval: "month" },
          product_data: { name: "Pro" },
        },
      },
    ],
  });
  return session.url ?? "/";
}

function pageOf({ pathname, searchParams }: URL): string {
  const body =
    pathname === "/thanks"
      ? "<h1>Thank you</h1>"
      : `<h1>Shop</h1><a href="/buy?cref=${encodeURIComponent(searchParams.get("cref") ?? "")}">Buy Pro</a>`;
  return `<!doctype html><html lang="en"><title>Shop</title>${body}`;
}
