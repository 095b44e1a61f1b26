import { type NextRequest, NextResponse } from "next/server";
import { sharedServer } from "@/server/api/services";
import { webIp } from "@/server/http/web-ip";

/** The server of this process has a pool and caches, which the edge runtime could not hold. */
export const config = { matcher: "/r/:code*", runtime: "nodejs" };

const REDIRECT = /^\/r\/([^/]+)\/?$/;

/** Answers partner links where no Node entry stands before Next (Vercel, `next start`), with the same code. */
export async function middleware(request: NextRequest): Promise<Response> {
  // The address as it was sent: `nextUrl` has it decoded here and there.
  const { pathname, search, protocol } = new URL(request.url);
  const code = REDIRECT.exec(pathname)?.[1];
  if (code === undefined || (request.method !== "GET" && request.method !== "HEAD"))
    return NextResponse.next();
  const { redirector } = await sharedServer();
  const header = (name: string): string | undefined => request.headers.get(name) ?? undefined;
  const reply = await redirector.redirect({
    method: request.method,
    host: header("host") ?? "",
    code,
    search: search.slice(1),
    header,
    ip: webIp(request.headers),
    secure: (header("x-forwarded-proto") ?? protocol.slice(0, -1)).split(",")[0]?.trim() === "https",
  });
  return new NextResponse(request.method === "HEAD" || reply.body === "" ? null : reply.body, {
    status: reply.status,
    headers: reply.headers,
  });
}
