import { areaOf } from "@/app/home/own-pages";
import { sharedServer } from "@/server/api/services";
import { rememberWay } from "@/server/auth/session/way";

/** Leads to where people sign in, and lets their browser remember the page of ours that `way` names: `/home` leads there afterwards. */
export async function GET(request: Request): Promise<Response> {
  const way = new URL(request.url).searchParams.get("way") ?? "";
  const headers = new Headers({ location: "/sign-in", "cache-control": "no-store" });
  if (areaOf(way) !== null) headers.set("set-cookie", rememberWay((await sharedServer()).services, way));
  return new Response(null, { status: 303, headers });
}

export const dynamic = "force-dynamic";
