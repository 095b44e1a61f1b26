import { sharedServer } from "@/server/api/services";
import { viewerOf } from "@/server/auth/session/viewer";

/** Leads whoever is signed in to where they belong, and everybody else to where they sign in. */
export async function GET(request: Request): Promise<Response> {
  const { services } = await sharedServer();
  const viewer = await viewerOf(services, request.headers.get("cookie") ?? undefined);
  return new Response(null, {
    status: 303,
    headers: { location: placeOf(viewer?.current?.kind), "cache-control": "no-store" },
  });
}

function placeOf(kind: "member" | "partner" | undefined): string {
  if (kind === "member") return "/overview";
  return kind === "partner" ? "/portal" : "/sign-in";
}

export const dynamic = "force-dynamic";
