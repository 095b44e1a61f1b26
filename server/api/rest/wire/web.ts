import type { ApiReply, ApiRequest } from "../operation";
import { tooLarge } from "./body";
import { streamOf } from "./file";

/** A Web request as the API sees it. */
export function fromWeb(request: Request, ip: string, country: string | null = null): ApiRequest {
  const url = new URL(request.url);
  return {
    method: request.method,
    path: url.pathname,
    query: url.searchParams,
    ip,
    country,
    header: (name) => request.headers.get(name) ?? undefined,
    body: (limitBytes) => readBody(request, limitBytes),
  };
}

export function toWeb(reply: ApiReply, method: string): Response {
  const hasBody = method !== "HEAD" && reply.status !== 204;
  if (reply.parts && !hasBody) void reply.parts.return();
  const body = reply.parts ? streamOf(reply.parts) : reply.body;
  return new Response(hasBody ? body : null, { status: reply.status, headers: reply.headers });
}

/** Reads the whole body, or stops reading at the limit. */
async function readBody(request: Request, limitBytes: number): Promise<Buffer> {
  if (Number(request.headers.get("content-length") ?? 0) > limitBytes) throw tooLarge(limitBytes);
  if (!request.body) return Buffer.alloc(0);
  const reader = request.body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    size += part.value.length;
    if (size > limitBytes) {
      await reader.cancel();
      throw tooLarge(limitBytes);
    }
    chunks.push(part.value);
  }
  return Buffer.concat(chunks);
}
