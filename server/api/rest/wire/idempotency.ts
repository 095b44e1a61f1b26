import { actorName, type Context, transact } from "@/server/auth/context";
import { now } from "@/server/platform/clock";
import { AppError } from "@/server/platform/errors";
import { nested, type Tx } from "@/server/platform/postgres/database";
import { sha256 } from "@/server/platform/secrets";
import type { ApiRequest } from "../operation";
import type { Match } from "../router";

export type Recorded = { status: number; body: string };
export type Call = { caller: string; route: string; key: string; bodyHash: string };

const MAX_KEY_CHARACTERS = 255;
/** The route is part of a primary key, which PostgreSQL limits to about 2,700 bytes together. */
const MAX_ROUTE_CHARACTERS = 512;

/** The identity of a POST that carried an Idempotency-Key; null when it carried none or nobody who could repeat it. */
export function idempotentCall(
  ctx: Context,
  match: Match,
  request: ApiRequest,
  body: Uint8Array,
): Call | null {
  const { actor } = ctx;
  const key = match.operation.method === "POST" ? request.header("idempotency-key") : undefined;
  if (key === undefined || actor.kind === "browser" || actor.kind === "system") return null;
  if (key.length === 0 || key.length > MAX_KEY_CHARACTERS || key.includes("\0")) {
    throw new AppError(
      "invalid_body",
      `The Idempotency-Key must have 1 to ${MAX_KEY_CHARACTERS} characters.`,
    );
  }
  return { caller: actorName(actor), route: routeOf(request), key, bodyHash: sha256(body) };
}

function routeOf(request: ApiRequest): string {
  const route = `${request.method} ${request.path}${request.query.size > 0 ? `?${request.query}` : ""}`;
  return route.length <= MAX_ROUTE_CHARACTERS ? route : `${request.method} ${sha256(route)}`;
}

/**
 * Runs `work` once for a call and gives every repetition its first reply. The record is written in the transaction of the
 * effect, so either both are there or neither; a second call that arrives meanwhile waits on the record's unique key.
 * Replies of 5xx and 429 are not kept: their transaction is undone.
 */
export function once(
  ctx: Context,
  call: Call,
  work: (ctx: Context) => Promise<Recorded>,
  refusal: (error: unknown) => Recorded | null,
): Promise<Recorded> {
  return transact(ctx, async (tx) => {
    const claimed = await tx.sql`
      insert into idempotency_records (brand_id, caller, route, key, body_hash, created_at)
      values (${tx.brandId}, ${call.caller}, ${call.route}, ${call.key}, ${call.bodyHash}, ${now()})
      on conflict do nothing returning 1`;
    if (claimed.length === 0) return replay(tx, ctx, call);
    const reply = await attempt(tx, ctx, work, refusal);
    // Some replies hold a new secret, which the database may know only as a hash or sealed.
    await tx.sql`
      update idempotency_records set status = ${reply.status}, reply = ${ctx.services.secrets.encrypt(reply.body)}
      where caller = ${call.caller} and route = ${call.route} and key = ${call.key}`;
    return reply;
  });
}

async function attempt(
  tx: Tx,
  ctx: Context,
  work: (ctx: Context) => Promise<Recorded>,
  refusal: (error: unknown) => Recorded | null,
): Promise<Recorded> {
  try {
    return await nested(tx, (inner) => work({ ...ctx, tx: inner }));
  } catch (error) {
    const refused = refusal(error);
    if (!refused) throw error;
    return refused;
  }
}

async function replay(tx: Tx, ctx: Context, call: Call): Promise<Recorded> {
  const [row] = await tx.sql<{ body_hash: string; status: number | null; reply: string | null }[]>`
    select body_hash, status, reply from idempotency_records
    where caller = ${call.caller} and route = ${call.route} and key = ${call.key}`;
  if (!row || row.status === null || row.reply === null) {
    throw new AppError(
      "unavailable",
      "The first request with this Idempotency-Key was undone; send it again.",
      { retryAfterSeconds: 1 },
    );
  }
  if (row.body_hash !== call.bodyHash) {
    throw new AppError("idempotency_mismatch", "This Idempotency-Key was used with another body.");
  }
  return { status: row.status, body: ctx.services.secrets.decrypt(row.reply) };
}
