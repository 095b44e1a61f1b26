import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline, Readable } from "node:stream";
import type { ApiReply, ApiRequest } from "@/server/api/rest/operation";
import { tooLarge } from "@/server/api/rest/wire/body";
import type { Parts } from "@/server/archive/file/parts";

/** A Node request as the API sees it. */
export function apiRequest(request: IncomingMessage, ip: string, country: string | null = null): ApiRequest {
  const [path = "/", search = ""] = splitUrl(request.url ?? "/");
  return {
    method: request.method ?? "GET",
    path,
    query: new URLSearchParams(search),
    ip,
    country,
    header: (name) => headerOf(request, name),
    body: (limitBytes) => readBody(request, limitBytes),
  };
}

export function headerOf(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(", ") : value;
}

/** Path and query as they were sent, still encoded. */
export function splitUrl(url: string): [path: string, search: string] {
  const mark = url.indexOf("?");
  return mark < 0 ? [url, ""] : [url.slice(0, mark), url.slice(mark + 1)];
}

export function send(response: ServerResponse, reply: ApiReply, method: string | undefined): void {
  if (reply.parts) return sendParts(response, reply, reply.parts, method);
  const headers = Object.entries(reply.headers).flat();
  if (reply.status !== 204) headers.push("content-length", String(Buffer.byteLength(reply.body)));
  response.writeHead(reply.status, headers);
  // A redirect has no body: an empty one would be a second thing to write.
  response.end(method === "HEAD" || reply.body === "" ? undefined : reply.body);
}

/** As fast as the reader takes it. A reader who leaves ends the file; a failure breaks the reply off, so that it is not taken for whole. */
function sendParts(
  response: ServerResponse,
  { status, headers }: ApiReply,
  parts: Parts,
  method: string | undefined,
): void {
  response.writeHead(status, headers);
  if (method === "HEAD") {
    response.end();
    void parts.return();
    return;
  }
  pipeline(Readable.from(parts, { highWaterMark: 1 }), response, (error) => {
    if (error) response.destroy();
  });
}

/** Reads the whole body, or stops reading at the limit. By events, which cost a third of what iterating over a stream costs. */
function readBody(request: IncomingMessage, limitBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const declared = Number(request.headers["content-length"] ?? 0);
    if (declared > limitBytes) return reject(tooLarge(limitBytes));
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > limitBytes) {
        request.pause();
        reject(tooLarge(limitBytes));
      } else chunks.push(chunk);
    });
    request.once("end", () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    request.once("error", reject);
  });
}
