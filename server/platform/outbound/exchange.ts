import http from "node:http";
import https from "node:https";
import { type Call, type CallReply, Refused, wasHungUp } from "./faults";

type Exchange = {
  call: Call;
  url: URL;
  agent: http.Agent;
  lookup: http.RequestOptions["lookup"];
  timeoutMs: number;
};

/** One request and its reply. Rejects with `Refused` or with what Node says of the connection. */
export async function exchange(wanted: Exchange): Promise<CallReply> {
  const endsAt = performance.now() + wanted.timeoutMs;
  const first = await attempt(wanted, endsAt);
  // The other side may hang up an idle connection at the moment it is used again: nothing was read, so a new one is made.
  return first === "hung up" ? unlessHungUp(await attempt(wanted, endsAt)) : first;
}

function unlessHungUp(outcome: CallReply | "hung up"): CallReply {
  if (outcome === "hung up") throw new Refused("connection_failed");
  return outcome;
}

function attempt(wanted: Exchange, endsAt: number): Promise<CallReply | "hung up"> {
  const { call, url, agent, lookup } = wanted;
  return new Promise((resolve, reject) => {
    const options: http.RequestOptions = { method: call.method, agent, headers: headersOf(call) };
    if (lookup) options.lookup = lookup;
    const request = (url.protocol === "https:" ? https : http).request(url, options);
    const timer = setTimeout(
      () => {
        reject(new Refused("timeout"));
        request.destroy();
      },
      Math.max(0, endsAt - performance.now()),
    );
    request.once("response", (response) => {
      read(response, call.maxReplyBytes)
        .then(resolve, reject)
        .finally(() => clearTimeout(timer));
    });
    // Stays for the errors that follow a destroyed request.
    request.on("error", (error) => {
      clearTimeout(timer);
      if (request.reusedSocket && wasHungUp(error)) resolve("hung up");
      else reject(error);
    });
    request.end(call.body);
  });
}

function headersOf({ headers, body }: Call): Record<string, string> {
  const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
  return { "accept-encoding": "identity", ...headers, ...length };
}

/** The reply with as much of its body as is wanted. A longer one is left unread, and its connection closed. */
async function read(response: http.IncomingMessage, maxBytes: number): Promise<CallReply> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response) {
    const part = chunk as Buffer; // no encoding was set
    chunks.push(part);
    bytes += part.length;
    if (bytes > maxBytes) break;
  }
  return {
    status: response.statusCode ?? 0,
    headers: Object.fromEntries(
      Object.entries(response.headers).map(([name, value]) => [name, String(value)]),
    ),
    body: Buffer.concat(chunks).subarray(0, maxBytes).toString("utf8"),
    truncated: bytes > maxBytes,
  };
}
