import { permitOwner } from "@/server/auth/all-scopes";
import type { Actor, Context, Services } from "@/server/auth/context";
import { note } from "@/server/auth/note";
import { tellTeam } from "@/server/auth/tell-team";
import type { Id } from "@/server/platform/ids";
import type { TransactionSql } from "@/server/platform/postgres/sql";
import { countSessionsOfMembers, endSessionsOfMembers, type MemberSessions } from "./store";

export type { MemberSessions } from "./store";

/** How many members are signed in, and in how many browsers, without the one that asks. */
export function memberSessions({ services, actor }: Context): Promise<MemberSessions> {
  return ofMembers(services, (sql) => countSessionsOfMembers(sql, actor.brandId, ownSession(actor)));
}

/**
 * Signs everybody of the brand's members out, everywhere, but the browser that asks; links to sign in that were mailed to them stop
 * working, too. Resolves to how many there were.
 */
export function signOutMembers({ services, actor }: Context): Promise<MemberSessions> {
  permitOwner(actor);
  const { brandId } = actor;
  return ofMembers(services, async (sql) => {
    const ended = await endSessionsOfMembers(sql, brandId, ownSession(actor));
    if (ended.sessions > 0) {
      const count = ended.sessions;
      await note({ sql, brandId }, actor, { area: "access", kind: "signed_out", about: null, count });
      await tellTeam({ sql, brandId }, actor, "signed_out");
    }
    return ended;
  });
}

/** Sessions belong to people, who may be of several brands: no brand's own transaction sees them. */
function ofMembers<T>(
  { database }: Pick<Services, "database">,
  work: (sql: TransactionSql) => Promise<T>,
): Promise<T> {
  return database.asSystem("sign members out", work);
}

function ownSession(actor: Actor): Id | null {
  return actor.kind === "member" ? actor.sessionId : null;
}
