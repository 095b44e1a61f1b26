import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { areaOf, WAY_HEADER, wayTo } from "@/app/home/own-pages";
import { sharedServer } from "@/server/api/services";
import { viewerOf } from "@/server/auth/session/viewer";
import { rememberWay } from "@/server/auth/session/way";
import { webCountry, webHost, webIp } from "@/server/http/visitor/web-ip";
import { pagePolicy, transportHeaders } from "@/server/platform/web/safe-headers";

/**
 * The server of this process has a pool and caches, which the edge runtime could not hold. Files and the API need no policy of a
 * page, and what is only fetched ahead takes the policy of the page that fetches it.
 */
export const config = {
  runtime: "nodejs",
  matcher: [
    "/r/:code*",
    {
      source: "/((?!api/|files/|_next/static|_next/image|r/).*)",
      missing: [{ type: "header", key: "next-router-prefetch" }],
    },
  ],
};

const NONCE_BYTES = 16;
const SEE_OTHER = 303;

const REDIRECT = /^\/r\/([^/]+)\/?$/;

/** Answers partner links where no Node entry stands before Next (Vercel, `next start`), and gives pages their policy. */
export async function middleware(request: NextRequest): Promise<Response> {
  // The address as it was sent: `nextUrl` has it decoded here and there.
  const { pathname, search, protocol } = new URL(request.url);
  const code = REDIRECT.exec(pathname)?.[1];
  if (code === undefined || (request.method !== "GET" && request.method !== "HEAD"))
    return (await toSignIn(request, pathname, search)) ?? asPage(request, wayAsked(pathname, search));
  const { redirector } = await sharedServer();
  const header = (name: string): string | undefined => request.headers.get(name) ?? undefined;
  const reply = await redirector.redirect({
    method: request.method,
    host: webHost(request.headers),
    code,
    search: search.slice(1),
    header,
    ip: webIp(request.headers),
    country: webCountry(request.headers),
    secure: (header("x-forwarded-proto") ?? protocol.slice(0, -1)).split(",")[0]?.trim() === "https",
  });
  return new NextResponse(request.method === "HEAD" || reply.body === "" ? null : reply.body, {
    status: reply.status,
    headers: reply.headers,
  });
}

/**
 * Sends whoever opens a page of ours without being signed in to sign in, and lets their browser remember the page: `/home` leads there
 * afterwards. Null for all else. Only what a browser opens as a page is looked at, so that going on inside one costs no query more.
 */
async function toSignIn(request: NextRequest, pathname: string, search: string): Promise<Response | null> {
  const opens = request.method === "GET" && request.headers.get("accept")?.includes("text/html");
  if (!opens || areaOf(pathname) === null) return null;
  const { services } = await sharedServer();
  const viewer = await viewerOf(services, request.headers.get("cookie") ?? undefined);
  if (viewer?.current) return null;
  const headers = new Headers({
    ...transportHeaders(services.appUrl),
    // Next wants it whole, and sends the path alone, since the host is the one that was asked.
    location: new URL("/sign-in", request.url).href,
    "cache-control": "no-store",
    "set-cookie": rememberWay(services, wayTo(pathname, search)),
  });
  return new Response(null, { status: SEE_OTHER, headers });
}

/** The page of ours that is asked for, as it stands in the address bar; null for all else. */
function wayAsked(pathname: string, search: string): string | null {
  if (areaOf(pathname) === null) return null;
  const asked = new URLSearchParams(search);
  // What Next adds when it asks for a page's parts.
  asked.delete("_rsc");
  return wayTo(pathname, asked.size > 0 ? `?${asked}` : "");
}

/** Next reads the nonce out of the request's policy and puts it on the scripts it writes; the layout reads it from `x-nonce`. */
async function asPage(request: NextRequest, way: string | null): Promise<Response> {
  const { services } = await sharedServer();
  const nonce = randomBytes(NONCE_BYTES).toString("base64");
  const policy = pagePolicy({ nonce, development: process.env.NODE_ENV !== "production" });
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  if (way === null) headers.delete(WAY_HEADER);
  else headers.set(WAY_HEADER, way);
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  for (const [name, value] of Object.entries(transportHeaders(services.appUrl))) {
    response.headers.set(name, value);
  }
  return response;
}
