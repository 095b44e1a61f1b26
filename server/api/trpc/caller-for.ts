import type { Services } from "@/server/auth/context";
import { actorOf, type Viewer, viewerOf } from "@/server/auth/session/viewer";
import { caller } from "./router";

/** Who is signed in, and the procedures as they may call them. */
export type SignedIn = { viewer: Viewer; call: ReturnType<typeof caller> };

/**
 * For pages: who sent a request with this Cookie header. Null when nobody is signed in, or their address belongs to no brand any
 * more. What they may not do, the procedures refuse.
 */
export async function callerFor(services: Services, cookies: string | undefined): Promise<SignedIn | null> {
  const viewer = await viewerOf(services, cookies);
  const actor = viewer && actorOf(viewer);
  return viewer && actor ? { viewer, call: caller({ services, actor }) } : null;
}
