import { AppError } from "@/server/platform/errors";
import type { Actor } from "../context";
import { actorOf, type Viewer, viewerOf } from "./viewer";

type Deps = Parameters<typeof viewerOf>[0];
type Headers = (name: string) => string | undefined;

/**
 * Who acts in a request that carries a session's cookie. A browser sends the cookie along whoever made it send the request, so
 * one that changes something is believed only from a page of ours: its Origin, or where it has none, Sec-Fetch-Site.
 */
export async function sessionActor(
  deps: Deps,
  request: { method: string; header: Headers },
): Promise<{ viewer: Viewer; actor: Actor }> {
  const { method, header } = request;
  if (method !== "GET" && method !== "HEAD") refuseForeignPage(deps.appUrl, header);
  const viewer = await viewerOf(deps, header("cookie"));
  if (!viewer) throw new AppError("unauthorized", "Sign in first: nobody is signed in here, or no longer.");
  const actor = actorOf(viewer);
  if (!actor) throw new AppError("forbidden", `${viewer.email} belongs to no brand any more.`);
  return { viewer, actor };
}

/** 403 for a request that another site's page made a browser send. */
export function refuseForeignPage(appUrl: string, header: Headers): void {
  const origin = header("origin");
  const own =
    origin === undefined ? header("sec-fetch-site") === "same-origin" : origin === new URL(appUrl).origin;
  if (!own) {
    throw new AppError("forbidden", `This is answered to pages of ${new URL(appUrl).origin} only.`);
  }
}
