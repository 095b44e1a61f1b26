import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";
import { headerOf } from "../adapt";

/** Whether a person at this machine asks, not a proxy on behalf of somebody else, nor a name that leads here by a trick. */
export function isFromHere(request: IncomingMessage): boolean {
  if (headerOf(request, "x-forwarded-for") !== undefined || headerOf(request, "forwarded") !== undefined)
    return false;
  const host = (headerOf(request, "host") ?? "").replace(/:\d+$/, "").replace(/^\[|\]$/g, "");
  return isLoopback(request.socket.remoteAddress ?? "") && (host === "localhost" || isLoopback(host));
}

/**
 * Whether people reach this server under another name than this machine's. Then a proxy on it may pass on what strangers ask
 * without a word of them, as nginx does where it is told nothing else: from here is no proof any more.
 */
export function isPublic(appUrl: string): boolean {
  const host = new URL(appUrl).hostname.replace(/^\[|\]$/g, "");
  return host !== "localhost" && !isLoopback(host);
}

function isLoopback(address: string): boolean {
  const plain = address.replace(/^::ffff:/, "");
  return isIP(plain) !== 0 && (plain === "::1" || plain.startsWith("127."));
}
