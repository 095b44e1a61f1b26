import { sharedServer } from "@/server/api/services";
import { viewerOf } from "@/server/auth/session/viewer";
import { forgetWay, wayIn } from "@/server/auth/session/way";
import { destinationOf } from "./destination";

/**
 * Leads whoever is signed in to the page they were on the way to when they were asked to sign in, once, or else to where they belong;
 * and everybody else to where they sign in.
 */
export async function GET(request: Request): Promise<Response> {
  const { services } = await sharedServer();
  const cookies = request.headers.get("cookie") ?? undefined;
  const viewer = await viewerOf(services, cookies);
  const way = wayIn(services, cookies);
  const headers = new Headers({
    location: destinationOf(viewer?.current?.kind, way),
    "cache-control": "no-store",
  });
  if (viewer?.current && way !== null) headers.set("set-cookie", forgetWay(services));
  return new Response(null, { status: 303, headers });
}

export const dynamic = "force-dynamic";
