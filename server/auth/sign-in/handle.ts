import { createHash } from "node:crypto";
import NextAuth, { type AuthOptions } from "next-auth";
import { z } from "zod";
import type { Services } from "@/server/auth/context";
import { refuseForeignPage } from "@/server/auth/session/of-request";
import { AppError } from "@/server/platform/errors";
import { limitLinks } from "./limits";
import { authOptions } from "./options";
import { type Capture, captured } from "./reply";

const BASE = "/api/auth/";
const MAX_FORM_CHARACTERS = 8_000;
const CSRF_COOKIE = "openpartner.csrf";
const CSRF = "believed by its origin";
const address = z.email().max(254);

/**
 * Answers `/api/auth/*`. Forms that a page of ours posts need no script and no token: a post is believed by its Origin.
 * `POST signin/email` with `email` sends a link, `POST callback/email` with `email` and `token` signs in, `POST signout` ends the
 * session; each may name a `callbackUrl` on this server. A link that is opened leads to the page with the button.
 */
export async function handleAuth(services: Services, request: Request, ip: string): Promise<Response> {
  const url = new URL(request.url);
  const action = url.pathname.slice(BASE.length);
  try {
    if (request.method === "GET") {
      if (action === "callback/email") return redirect(`/sign-in/confirm${url.search}`);
      // next-auth would pass on an error that it is not told of.
      if (action === "error") return redirect(`/sign-in${url.search}`);
      return await answer(services, { action, method: "GET", request, form: {} });
    }
    refuseForeignPage(services.appUrl, (name) => request.headers.get(name) ?? undefined);
    const form = await readForm(request);
    if (action === "signin/email") {
      const email = address.safeParse(form["email"]?.trim());
      if (!email.success) return redirect("/sign-in?error=EmailSignin");
      limitLinks(services.limits, { email: email.data, ip });
    }
    return await answer(services, { action, method: "POST", request, form });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === "rate_limited") return redirect("/sign-in?error=RateLimited");
    return Response.json({ error: error.code, message: error.message }, { status: error.status });
  }
}

type Asked = { action: string; method: string; request: Request; form: Record<string, string> };

async function answer(services: Services, { action, method, request, form }: Asked): Promise<Response> {
  // The address of this server is ours to say, not the request's.
  process.env["NEXTAUTH_URL"] = services.appUrl;
  const options = authOptions(services);
  const capture: Capture = captured();
  const { token, email } = form;
  const query = action === "callback/email" && token && email ? { token, email } : {};
  const csrf = { name: CSRF_COOKIE, options: {} };
  await NextAuth(
    {
      method,
      headers: Object.fromEntries(request.headers),
      cookies: { ...cookiesOf(request), [CSRF_COOKIE]: csrfCookie(options) },
      query: { ...query, nextauth: action.split("/") },
      body: { ...form, csrfToken: CSRF },
      // What next-auth reads of a request is the above.
    } as never,
    capture.response as never,
    { ...options, cookies: { ...options.cookies, csrfToken: csrf } } as AuthOptions,
  );
  return capture.reply();
}

/** What next-auth would have set itself. It guards forms by a token, we by their Origin. */
function csrfCookie({ secret }: AuthOptions): string {
  return `${CSRF}|${createHash("sha256").update(`${CSRF}${secret}`).digest("hex")}`;
}

function cookiesOf(request: Request): Record<string, string> {
  const pairs = (request.headers.get("cookie") ?? "").split(";").map((pair) => pair.trim());
  return Object.fromEntries(
    pairs
      .filter((pair) => pair.includes("="))
      .map((pair) => {
        const at = pair.indexOf("=");
        return [pair.slice(0, at), decoded(pair.slice(at + 1))];
      }),
  );
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

async function readForm(request: Request): Promise<Record<string, string>> {
  const text = await request.text();
  if (text.length > MAX_FORM_CHARACTERS) throw new AppError("body_too_large", "The form is too large.");
  return Object.fromEntries(new URLSearchParams(text));
}

function redirect(location: string): Response {
  return new Response(null, { status: 303, headers: { location, "cache-control": "no-store" } });
}
