import type { Actor } from "@/server/auth/context";
import type { Id } from "@/server/platform/ids";
import type { Database } from "@/server/platform/postgres/database";
import { sha256 } from "@/server/platform/secrets";
import { cookieIn, sessionCookie } from "./cookie";
import { type Place, placesOf } from "./places";
import { openSession } from "./store";

export type { Place } from "./places";

/** Who is signed in: where they belong, and where they are at present. */
export type Viewer = {
  sessionId: Id;
  personId: Id;
  email: string;
  /** Every team and roster the address is on now, teams first. */
  places: Place[];
  /** Null when the address is nowhere any more. */
  current: Place | null;
};

type Deps = { database: Database; appUrl: string };

/**
 * Who sent a request with this Cookie header; null when nobody is signed in. Looked up with each request, so that whoever is
 * revoked is out with their next one.
 */
export async function viewerOf(
  { database, appUrl }: Deps,
  cookies: string | undefined,
): Promise<Viewer | null> {
  const token = cookieIn(cookies, sessionCookie(appUrl).name);
  if (!token) return null;
  return database.asSystem("sign people in", async (sql) => {
    const session = await openSession(sql, sha256(token));
    if (!session) return null;
    const { id: sessionId, personId, email, brandId, partnerId } = session;
    const places = await placesOf(sql, email);
    return { sessionId, personId, email, places, current: currentOf(places, brandId, partnerId) };
  });
}

/** The chosen place, as long as the address belongs there; else the first. */
function currentOf(places: readonly Place[], brandId: Id | null, partnerId: Id | null): Place | null {
  const chosen = places.find(
    (place) => place.brandId === brandId && (place.kind === "partner" ? place.partnerId : null) === partnerId,
  );
  return chosen ?? places[0] ?? null;
}

/** What a viewer acts as at present; null when their address is nowhere any more. */
export function actorOf({ current, email, sessionId }: Viewer): Actor | null {
  if (!current) return null;
  const { brandId } = current;
  return current.kind === "member"
    ? { kind: "member", brandId, sessionId, memberId: current.memberId, role: current.role, email }
    : { kind: "portal", brandId, sessionId, partnerId: current.partnerId, email };
}
