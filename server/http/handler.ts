import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { dispatch } from "@/server/api/rest/dispatch";
import { BASE_PATH } from "@/server/api/rest/router";
import type { Server } from "@/server/api/services";
import { isStripeWebhook, takeStripeWebhook } from "@/server/api/webhooks-in/stripe";
import type { Id } from "@/server/platform/ids";
import { apiRequest, headerOf, send, splitUrl } from "./adapt";
import { health } from "./health";
import { isMailbox, showMailbox } from "./local/mailbox-pages";
import { isLocalStripe, passToLocalStripe } from "./local/stripe-pages";
import type { Proxies } from "./visitor/proxies";

export type NextHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

const REDIRECT = /^\/r\/([^/?#]+)\/?$/;

/** Answers redirects, the API and health checks at once, and hands all else to Next. */
export function requestHandler(server: Server, next: NextHandler, proxies: Proxies): RequestListener {
  const log = server.services.log;
  return (request, response) => {
    route(request, response).catch((error: unknown) => {
      // Not with its query, where the address of who signs in may stand, and what they sign in with.
      const [path] = splitUrl(request.url ?? "/");
      log.error({ err: error, path }, "a request failed outside its handler");
      if (!response.headersSent) response.writeHead(500, { "content-type": "text/plain" });
      response.end();
    });
  };

  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [path, search] = splitUrl(request.url ?? "/");
    if (path.startsWith(`${BASE_PATH}/`)) {
      const reply = await dispatch(server.api, apiRequest(request, ipOf(request), whereFrom(request)));
      // A request refused before its body was read must not leave the rest of it in the connection.
      if (!request.complete) response.setHeader("connection", "close");
      return send(response, reply, request.method);
    }
    if (isStripeWebhook(path)) {
      const kept = (brandId: Id): void => void server.stripe.wake(brandId);
      const reply = await takeStripeWebhook(server.api, apiRequest(request, ipOf(request)), kept);
      if (!request.complete) response.setHeader("connection", "close");
      return send(response, reply, request.method);
    }
    const code = REDIRECT.exec(path)?.[1];
    if (code !== undefined && (request.method === "GET" || request.method === "HEAD")) {
      const reply = await server.redirector.redirect({
        method: request.method,
        host: proxies.host(request.socket.remoteAddress, (name) => headerOf(request, name)),
        code,
        search,
        header: (name) => headerOf(request, name),
        ip: ipOf(request),
        country: whereFrom(request),
        secure: isSecure(request),
      });
      return send(response, reply, request.method);
    }
    if (isLocalStripe(server.services.stripe, path)) {
      return passToLocalStripe(server.services, path, request, response);
    }
    if (isMailbox(server.services, path)) return showMailbox(server.services, path, request, response);
    const checked = await health(server, path);
    if (checked) return send(response, checked, request.method);
    return next(request, response);
  }

  function whereFrom(request: IncomingMessage): string | null {
    return proxies.country(request.socket.remoteAddress, (name) => headerOf(request, name));
  }

  function ipOf(request: IncomingMessage): string {
    return proxies.ip(request.socket.remoteAddress, headerOf(request, "x-forwarded-for"));
  }
}

/** Whether the visitor's browser spoke https, to us or to the proxy before us. */
function isSecure(request: IncomingMessage): boolean {
  return (
    "encrypted" in request.socket || headerOf(request, "x-forwarded-proto")?.split(",")[0]?.trim() === "https"
  );
}
