import { headerOf } from "../headers";

/** What the middleware needs to know of a request, whatever kind of request it is. */
export interface Visit {
  query: URLSearchParams;
  /** True for plain http on this machine, where browsers of some makers refuse a Secure cookie. */
  plainLoopback: boolean;
  header(name: string): string | null;
}

/** A request as Node and Express have it. */
export interface NodeRequestLike {
  url?: string | undefined;
  headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  socket?: object | null;
}

const LOOPBACK = /^(localhost|[^/]*\.localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/i;

export function visitOf(request: Request | NodeRequestLike): Visit {
  const url = request.url ?? "";
  const header = (name: string) => headerOf(request.headers, name);
  const host = /^https?:\/\/([^/?#]*)/i.exec(url)?.[1] ?? header("host") ?? "";
  const forwarded = header("x-forwarded-proto")?.split(",")[0]?.trim();
  const scheme = forwarded ?? (/^https:/i.test(url) || isEncrypted(request) ? "https" : "http");
  return { query: queryOf(url), header, plainLoopback: scheme !== "https" && LOOPBACK.test(host) };
}

/** Read from the text, not through `new URL`: a Node server is also asked for paths that no URL can have. */
function queryOf(url: string): URLSearchParams {
  const [beforeFragment = ""] = url.split("#", 1);
  const start = beforeFragment.indexOf("?");
  return new URLSearchParams(start < 0 ? "" : beforeFragment.slice(start));
}

const isEncrypted = (request: object): boolean =>
  "socket" in request &&
  typeof request.socket === "object" &&
  request.socket !== null &&
  "encrypted" in request.socket &&
  request.socket.encrypted === true;
