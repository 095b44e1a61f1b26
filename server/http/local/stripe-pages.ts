import { request as httpRequest, type IncomingMessage, type ServerResponse } from "node:http";
import type { Services } from "@/server/auth/context";
import type { StripeDoor } from "@/server/stripe/connection";
import { isFromHere, isPublic } from "../visitor/from-here";

const PREFIX = "/dev/stripe";
/** Pages that customers and partners are sent to. Everything else steers the sandbox, and is for who sits at this machine. */
const FOR_EVERYBODY = /^\/dev\/stripe\/(checkout|connect|portal)\//;
const TIMEOUT_MS = 30_000;

/** Whether the path is one of the local sandbox's, and the sandbox is there. */
export function isLocalStripe(door: StripeDoor, path: string): boolean {
  return door.fallback?.source === "sandbox" && (path === PREFIX || path.startsWith(`${PREFIX}/`));
}

/** Passes a request on to the sandbox, which listens where only this machine reaches it. */
export function passToLocalStripe(
  { stripe: door, appUrl }: Pick<Services, "stripe" | "appUrl">,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!FOR_EVERYBODY.test(path) && (isPublic(appUrl) || !isFromHere(request))) {
    response.writeHead(403, { "content-type": "text/plain; charset=utf-8" });
    response.end(
      "The sandbox is steered from the machine it runs on, at http://localhost, and where nobody else reaches it.\n",
    );
    return Promise.resolve();
  }
  const base = door.fallback?.apiBase;
  if (base === undefined) throw new Error("the sandbox has no address");
  return new Promise((resolve, reject) => {
    const onward = httpRequest(
      new URL(request.url ?? "/", base),
      { method: request.method, headers: request.headers, timeout: TIMEOUT_MS },
      (reply) => {
        response.writeHead(reply.statusCode ?? 502, reply.headers);
        reply.pipe(response);
        reply.on("end", resolve);
        reply.on("error", reject);
      },
    );
    onward.on("error", reject);
    request.pipe(onward);
  });
}
