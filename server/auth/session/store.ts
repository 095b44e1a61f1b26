import { type Millis, now } from "@/server/platform/clock";
import { type Id, newId } from "@/server/platform/ids";
import type { TransactionSql } from "@/server/platform/postgres/sql";

export type Person = { id: Id; email: string; confirmedAt: Millis | null };
/** A signed-in browser, and where its person is at present. */
export type Session = { id: Id; personId: Id; expiresAt: Millis; brandId: Id | null; partnerId: Id | null };
export type SignInToken = { hash: string; email: string; expiresAt: Millis };

const MAX_SESSIONS_OF_A_PERSON = 50;

/** The person of an address, made when there is none yet. */
export async function ensurePerson(sql: TransactionSql, email: string): Promise<Person> {
  await sql`
    insert into persons (id, email, created_at) values (${newId()}, ${email.toLowerCase()}, ${now()})
    on conflict do nothing`;
  const person = await personByEmail(sql, email);
  if (!person) throw new Error("invariant broken: a person is there after it was made");
  return person;
}

export async function personByEmail(sql: TransactionSql, email: string): Promise<Person | null> {
  const [row] = await sql<Person[]>`
    select id, email, confirmed_at as "confirmedAt" from persons where lower(email) = lower(${email})`;
  return row ?? null;
}

export async function personById(sql: TransactionSql, id: Id): Promise<Person | null> {
  const [row] = await sql<Person[]>`
    select id, email, confirmed_at as "confirmedAt" from persons where id = ${id}`;
  return row ?? null;
}

export async function markConfirmed(sql: TransactionSql, id: Id, at: Millis): Promise<void> {
  await sql`update persons set confirmed_at = ${at} where id = ${id}`;
}

/** Adds a session, and ends the oldest of a person who has very many. */
export async function insertSession(sql: TransactionSql, session: Session & { hash: string }): Promise<void> {
  await sql`
    insert into sessions (id, hash, person_id, created_at, expires_at, brand_id, partner_id)
    values (${session.id}, ${session.hash}, ${session.personId}, ${now()}, ${session.expiresAt}, ${session.brandId}, ${session.partnerId})`;
  await sql`
    delete from sessions where id in (
      select id from sessions where person_id = ${session.personId} order by id desc offset ${MAX_SESSIONS_OF_A_PERSON})`;
}

/** The session of a cookie's hash with its person; null when there is none, or it has run out. */
export async function openSession(
  sql: TransactionSql,
  hash: string,
): Promise<(Session & { email: string }) | null> {
  const [row] = await sql<(Session & { email: string })[]>`
    select s.id, s.person_id as "personId", s.expires_at as "expiresAt", s.brand_id as "brandId", s.partner_id as "partnerId",
      p.email
    from sessions s join persons p on p.id = s.person_id
    where s.hash = ${hash} and s.expires_at > ${now()}`;
  return row ?? null;
}

export async function deleteSession(sql: TransactionSql, hash: string): Promise<void> {
  await sql`delete from sessions where hash = ${hash}`;
}

export type MemberSessions = { members: number; sessions: number };

/** People who have joined the brand's team and were not revoked; who is only invited is not the brand's to sign out. */
function peopleOf(sql: TransactionSql, brandId: Id) {
  return sql`
    select p.id, p.email from persons p join members m on lower(m.email) = lower(p.email)
    where m.brand_id = ${brandId} and m.joined_at is not null and m.revoked_at is null`;
}

/** Those that have not run out, without one. */
export async function countSessionsOfMembers(
  sql: TransactionSql,
  brandId: Id,
  but: Id | null,
): Promise<MemberSessions> {
  const [row] = await sql<MemberSessions[]>`
    select count(distinct s.person_id)::int as members, count(*)::int as sessions
    from sessions s join (${peopleOf(sql, brandId)}) p on p.id = s.person_id
    where s.expires_at > ${now()} and s.id is distinct from ${but}::uuid`;
  return row ?? { members: 0, sessions: 0 };
}

/** Ends them, and the links to sign in that these people were mailed. */
export async function endSessionsOfMembers(
  sql: TransactionSql,
  brandId: Id,
  but: Id | null,
): Promise<MemberSessions> {
  const ended = await countSessionsOfMembers(sql, brandId, but);
  await sql`
    delete from sessions where id is distinct from ${but}::uuid
      and person_id in (select id from (${peopleOf(sql, brandId)}) p)`;
  await sql`
    delete from sign_in_tokens where lower(email) in (select lower(email) from (${peopleOf(sql, brandId)}) p)`;
  return ended;
}

export async function saveWhereabouts(
  sql: TransactionSql,
  id: Id,
  place: { brandId: Id; partnerId: Id | null },
): Promise<void> {
  await sql`update sessions set brand_id = ${place.brandId}, partner_id = ${place.partnerId} where id = ${id}`;
}

export async function insertToken(sql: TransactionSql, token: SignInToken): Promise<void> {
  await sql`
    insert into sign_in_tokens (hash, email, created_at, expires_at)
    values (${token.hash}, ${token.email.toLowerCase()}, ${now()}, ${token.expiresAt})`;
}

/** Takes the token away, so that of two who show it one gets it. Null when it is not there. */
export async function takeToken(
  sql: TransactionSql,
  hash: string,
  email: string,
): Promise<SignInToken | null> {
  const [row] = await sql<SignInToken[]>`
    delete from sign_in_tokens where hash = ${hash} and email = lower(${email})
    returning hash, email, expires_at as "expiresAt"`;
  return row ?? null;
}

export async function deleteExpired(sql: TransactionSql, before: Millis, limit: number): Promise<number> {
  const sessions = await sql`
    delete from sessions where id in (select id from sessions where expires_at < ${before} limit ${limit})`;
  const tokens = await sql`
    delete from sign_in_tokens where hash in (select hash from sign_in_tokens where expires_at < ${before} limit ${limit})`;
  return sessions.count + tokens.count;
}
