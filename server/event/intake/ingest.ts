import { type Context, permit, transact } from "@/server/auth/context";
import { brandCurrency } from "@/server/brand/read";
import { ensureCustomers, mergeCustomers } from "@/server/identity/customers";
import { now } from "@/server/platform/clock";
import type { EventCredit } from "@/server/platform/derivation";
import { AppError } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import { eventGroupSize, eventsIngested } from "@/server/platform/metrics";
import { isLockTimeout, type Tx } from "@/server/platform/postgres/database";
import { isDispute } from "../rules";
import {
  type EventRow,
  findByExternalId,
  findReferenced,
  insertAliases,
  insertEvents,
  lockReferences,
  namesOfDisputes,
  usersTiedBy,
} from "../store";
import { type Placed, place } from "./place";
import { type NewEvent, prepare } from "./prepare";

/** What became of one report. */
export type Ingested =
  | { ok: true; eventId: Id; replayed: boolean; credit: EventCredit }
  | { ok: false; error: AppError };

type Alias = { eventId: Id; userId: string; source: string; knownUserId: string };

/** Events of one transaction. Bounds the locks it holds: each external id is one entry of PostgreSQL's shared lock table. */
export const MAX_EVENTS_PER_TRANSACTION = 250;
const MAX_RACES = 5;
const GROUP_LOCK_TIMEOUT_MS = 25;

/**
 * Records what customers did and derives their histories again. Each report stands alone: a bad one is refused without
 * touching the others. The same type and external id again is the same event.
 */
export async function ingest(ctx: Context, reports: readonly NewEvent[]): Promise<Ingested[]> {
  permit(ctx.actor, "events:write");
  const results: Ingested[] = [];
  for (let start = 0; start < reports.length; start += MAX_EVENTS_PER_TRANSACTION) {
    results.push(...(await ingestGroup(ctx, reports.slice(start, start + MAX_EVENTS_PER_TRANSACTION))));
  }
  return results;
}

/** The same in one transaction that waits for nobody for long: it gives up with an error that `isContended` knows. */
export async function ingestAtOnce(ctx: Context, reports: readonly NewEvent[]): Promise<Ingested[]> {
  const { database } = ctx.services;
  return counted(
    await database.inBrand(ctx.actor.brandId, (tx) => ingestOnce(ctx, tx, reports), {
      lockTimeoutMs: GROUP_LOCK_TIMEOUT_MS,
      plan: "once",
    }),
  );
}

/** A group that meets a held customer is halved until only that customer's events wait, holding nobody else meanwhile. */
async function ingestGroup(ctx: Context, reports: readonly NewEvent[]): Promise<Ingested[]> {
  if (ctx.tx || reports.length === 1) return ingestPatiently(ctx, reports);
  try {
    return await ingestAtOnce(ctx, reports);
  } catch (error) {
    if (!isContended(error)) throw error;
  }
  const middle = Math.ceil(reports.length / 2);
  const first = await ingestGroup(ctx, reports.slice(0, middle));
  return [...first, ...(await ingestGroup(ctx, reports.slice(middle)))];
}

async function ingestPatiently(ctx: Context, reports: readonly NewEvent[]): Promise<Ingested[]> {
  for (let race = 0; race < MAX_RACES; race++) {
    try {
      return counted(await transact(ctx, (tx) => ingestOnce(ctx, tx, reports)));
    } catch (error) {
      // Another transaction stored one of these events between our look and our insert: now it can be seen.
      if (!(error instanceof LostRace)) throw error;
    }
  }
  throw new AppError(
    "unavailable",
    "The same events are being reported from many places at once. Try again shortly.",
    { retryAfterSeconds: 1 },
  );
}

function counted(results: Ingested[]): Ingested[] {
  eventGroupSize.observe(results.length);
  for (const result of results)
    eventsIngested.inc({ result: result.ok ? (result.replayed ? "replayed" : "new") : "refused" });
  return results;
}

/** Another transaction stored one of the events between our look and our insert. */
class LostRace extends Error {}

/** Whether events could not be taken in because others hold what they need; alone, each of them can wait for its turn. */
export function isContended(error: unknown): boolean {
  return error instanceof LostRace || isLockTimeout(error);
}

async function ingestOnce(ctx: Context, tx: Tx, reports: readonly NewEvent[]): Promise<Ingested[]> {
  const rows = await prepareAll(ctx, tx, reports);
  const placed = place(rows, await lookUp(tx, rows));
  const added = placed.flatMap((one) => (one.kind === "new" ? [one.row] : []));
  const aliases = placed.flatMap((one, index) => aliasesOf(one, reports[index]));
  const tied = await store(tx, added, aliases);
  await mergeCustomers(tx, aliases);
  const report = await ctx.services.derive(tx, [...usersOf(placed), ...tied], {
    credits: idsOf(placed),
    // Where a door opened the transaction it may have stored more than these; two customers that became one change each other.
    ...(ctx.tx || aliases.length > 0 ? {} : { added: new Set(added.map((row) => row.id)) }),
  });
  return placed.map((one): Ingested => {
    if (one.kind === "refused") return { ok: false, error: one.error };
    const credit = report.credits.get(one.eventId);
    if (!credit) throw new Error(`event ${one.eventId} was not derived`);
    return { ok: true, eventId: one.eventId, replayed: one.kind === "replay", credit };
  });
}

async function prepareAll(
  ctx: Context,
  tx: Tx,
  reports: readonly NewEvent[],
): Promise<(EventRow | AppError)[]> {
  const needsCurrency = reports.some((report) => report.value !== undefined && report.currency === undefined);
  const defaults = {
    currency: needsCurrency ? await brandCurrency(tx) : "",
    now: now(),
    maxFutureHours: ctx.services.maxFutureHours,
  };
  return reports.map((report) => {
    try {
      return prepare(report, defaults);
    } catch (error) {
      if (error instanceof AppError) return error;
      throw error;
    }
  });
}

async function lookUp(tx: Tx, rows: readonly (EventRow | AppError)[]) {
  const good = rows.filter((row): row is EventRow => !(row instanceof AppError));
  const externalIds = good.flatMap((row) => row.externalId ?? []);
  const names = good.flatMap((row) => row.refundOf ?? []);
  const ids = good.flatMap((row) => row.refundOfId ?? []);
  const [known, referenced] = await Promise.all([
    externalIds.length > 0 ? findByExternalId(tx, externalIds) : [],
    names.length > 0 ? findReferenced(tx, names, ids) : [],
  ]);
  return { known, referenced };
}

/**
 * Adds the events, holds the names by which these and others may refer to each other, and says whose histories those names tie
 * together. Everyone takes such names before customers, so that two transactions do not wait for each other.
 */
async function store(tx: Tx, added: readonly EventRow[], aliases: readonly Alias[]): Promise<string[]> {
  const users = [...added.map((row) => row.userId), ...aliases.map((alias) => alias.userId)];
  if (users.length === 0) return [];
  const names = added.flatMap((row) => [...name(row.externalId), ...name(row.refundOf)]);
  // The end of a dispute need not name the sale; its opening does, and the sale may be arriving at this moment.
  const disputes = added.filter((row) => isDispute(row.type)).flatMap((row) => name(row.externalId));
  const lockMore = async (): Promise<string[]> => {
    await lockReferences(tx, await namesOfDisputes(tx, disputes));
    return usersTied(tx, added);
  };
  // Sent together on one connection, which runs them in this order.
  const [, stored, , tied] = await Promise.all([
    ensureCustomers(tx, users),
    insertEvents(tx, added),
    lockReferences(tx, names),
    disputes.length > 0 ? lockMore() : usersTied(tx, added),
  ]);
  if (stored.size < added.length) throw new LostRace();
  if (aliases.length > 0) await insertAliases(tx, aliases);
  return tied;
}

/** The user ids that turn out to be the event's customer: one that another source used, and those that a reporter names. */
function aliasesOf(placed: Placed, report: NewEvent | undefined): Alias[] {
  if (placed.kind === "refused") return [];
  const { eventId, userId: knownUserId } = placed;
  const named = (report?.alsoKnownAs ?? [])
    .filter((userId) => userId !== knownUserId)
    .map((userId): Alias => ({ eventId, userId, source: report?.source ?? "api", knownUserId }));
  return placed.kind === "replay" && placed.alias ? [placed.alias, ...named] : named;
}

function name(text: string | null): string[] {
  return text === null ? [] : [text];
}

/** Those whose events are new, and those of repeated ones, whose credit is read from the same derivation. */
function usersOf(placed: readonly Placed[]): string[] {
  return placed.flatMap((one) => (one.kind === "refused" ? [] : [one.userId]));
}

function usersTied(tx: Tx, added: readonly EventRow[]): Promise<string[]> {
  return usersTiedBy(
    tx,
    added.flatMap((row) => name(row.externalId)),
    added.flatMap((row) => name(row.refundOf)),
    added.flatMap((row) => row.refundOfId ?? []),
  );
}

function idsOf(placed: readonly Placed[]): Id[] {
  return placed.flatMap((one) => (one.kind === "refused" ? [] : [one.eventId]));
}
