import type { Adapter, AdapterUser } from "next-auth/adapters";
import {
  deleteSession,
  ensurePerson,
  insertSession,
  insertToken,
  markConfirmed,
  openSession,
  type Person,
  personByEmail,
  personById,
  takeToken,
} from "@/server/auth/session/store";
import { newId } from "@/server/platform/ids";
import type { Database } from "@/server/platform/postgres/database";
import type { TransactionSql } from "@/server/platform/postgres/sql";
import { sha256 } from "@/server/platform/secrets";

/** next-auth on our tables. What its cookies and links carry is stored as a hash; it hashes tokens itself. */
export function adapterOn(database: Database): Adapter {
  const inDatabase = <T>(work: (sql: TransactionSql) => Promise<T>) =>
    database.asSystem("sign people in", work);
  return {
    createUser: ({ email }: { email: string }) =>
      inDatabase(async (sql) => confirmed(sql, await ensurePerson(sql, email))),
    getUser: (id) => inDatabase(async (sql) => userOf(await personById(sql, id))),
    getUserByEmail: (email) => inDatabase(async (sql) => userOf(await personByEmail(sql, email))),
    getUserByAccount: async () => null,
    linkAccount: async () => undefined,
    updateUser: ({ id }) =>
      inDatabase(async (sql) => {
        const person = await personById(sql, id);
        if (!person) throw new Error(`invariant broken: there is no person ${id} to update`);
        return confirmed(sql, person);
      }),
    createSession: (session) =>
      inDatabase(async (sql) => {
        await insertSession(sql, {
          id: newId(),
          hash: sha256(session.sessionToken),
          personId: session.userId,
          expiresAt: session.expires.getTime(),
          brandId: null,
          partnerId: null,
        });
        return session;
      }),
    getSessionAndUser: (sessionToken) =>
      inDatabase(async (sql) => {
        const session = await openSession(sql, sha256(sessionToken));
        const user = session && userOf(await personById(sql, session.personId));
        if (!session || !user) return null;
        return {
          session: { sessionToken, userId: session.personId, expires: new Date(session.expiresAt) },
          user,
        };
      }),
    // A session lasts as long as it said when it began.
    updateSession: async () => null,
    deleteSession: (sessionToken) => inDatabase((sql) => deleteSession(sql, sha256(sessionToken))),
    createVerificationToken: (token) =>
      inDatabase(async (sql) => {
        await insertToken(sql, {
          hash: token.token,
          email: token.identifier,
          expiresAt: token.expires.getTime(),
        });
        return token;
      }),
    useVerificationToken: ({ identifier, token }) =>
      inDatabase(async (sql) => {
        const taken = await takeToken(sql, token, identifier);
        return taken && { identifier, token, expires: new Date(taken.expiresAt) };
      }),
  };
}

async function confirmed(sql: TransactionSql, person: Person): Promise<AdapterUser> {
  const at = person.confirmedAt ?? Date.now();
  if (person.confirmedAt === null) await markConfirmed(sql, person.id, at);
  return { id: person.id, email: person.email, emailVerified: new Date(at) };
}

function userOf(person: Person | null): AdapterUser | null {
  if (!person) return null;
  const { id, email, confirmedAt } = person;
  return { id, email, emailVerified: confirmedAt === null ? null : new Date(confirmedAt) };
}
