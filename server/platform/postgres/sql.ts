import { PgDatabase, PgDialect } from "drizzle-orm/pg-core";
import { type PostgresJsQueryResultHKT, PostgresJsSession } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import type { Millis } from "../clock";
import { type Id, idFromUuid, uuidFromId } from "../ids";
import { corkedSocket } from "./socket";

export type Sql = postgres.Sql<{ bigint: bigint }>;
export type TransactionSql = postgres.TransactionSql<{ bigint: bigint }>;
/** What sends statements, in a transaction or not. */
export type Statements = postgres.ISql<{ bigint: bigint }>;
/** Drizzle over one transaction. */
export type Orm = PgDatabase<PostgresJsQueryResultHKT, Record<string, never>>;

const UUID_OID = 2950;
const TIMESTAMPTZ_OID = 1184;
const JSON_OID = 114;
const JSONB_OID = 3802;
const DATE_OID = 1082;
const CONNECT_TIMEOUT_SECONDS = 10;
const IDLE_TIMEOUT_SECONDS = 60;
/** Of its own accord postgres.js waits longer each time, up to 20 s: so long a database that is back would go unnoticed. */
const RECONNECT_DELAY_SECONDS = 0.25;

export type SqlOptions = {
  maxConnections: number;
  applicationName?: string;
  /** The role of every statement, in place of the login's own. */
  role?: string;
};

/**
 * A pool in which ids and instants have one form everywhere, raw SQL and Drizzle alike: `uuid` is an `Id`, `timestamptz` is
 * epoch milliseconds, `bigint` is a BigInt. JSON parameters are passed as text. Arrays for `unnest` hold strings, numbers or
 * nulls (postgres.js guesses an element type from the first BigInt or boolean and sends the array as that scalar).
 */
export function connect(url: string, options: SqlOptions): Sql {
  return postgres(url, {
    max: options.maxConnections,
    connect_timeout: CONNECT_TIMEOUT_SECONDS,
    idle_timeout: IDLE_TIMEOUT_SECONDS,
    backoff: () => RECONNECT_DELAY_SECONDS,
    connection: {
      application_name: options.applicationName ?? "openpartner",
      TimeZone: "UTC",
      ...(options.role === undefined ? {} : { role: options.role }),
    },
    onnotice: () => undefined,
    // Among several hosts postgres.js chooses itself.
    ...(url.includes(",") ? {} : { socket: corkedSocket }),
    types: {
      id: {
        to: UUID_OID,
        from: [UUID_OID],
        serialize: (id: Id) => uuidFromId(id),
        parse: (uuid: string) => idFromUuid(uuid),
      },
      instant: { to: TIMESTAMPTZ_OID, from: [TIMESTAMPTZ_OID], serialize: instantText, parse: parseInstant },
      bigint: postgres.BigInt,
      date: { to: DATE_OID, from: [DATE_OID], serialize: (day: string) => day, parse: (day: string) => day },
      json: {
        to: JSON_OID,
        from: [JSON_OID, JSONB_OID],
        serialize: (text: string) => text,
        parse: (text: string) => JSON.parse(text),
      },
    },
  }) as unknown as Sql; // postgres.js types each custom type by name; only bigint shows in our signatures.
}

const dialect = new PgDialect();

/** Drizzle on a transaction that is already under way. */
export function ormOn(sql: TransactionSql): Orm {
  // The session only sends queries, which a transaction does like a pool; Drizzle's types name the pool.
  const session = new PostgresJsSession(sql as unknown as postgres.Sql, dialect, undefined, {});
  // The session is generic over its client; PgDatabase over the result kind. Both are postgres.js here.
  return new PgDatabase(dialect, session as never, undefined);
}

/** A query's rows as tuples, in the order of its columns: half the cost of objects where a million rows are read. */
export function tuples<T extends readonly unknown[]>(
  query: postgres.PendingQuery<postgres.Row[]>,
): Promise<T[]> {
  // postgres.js types a tuple as a mixture of all columns; the query's author names them.
  return query.values() as unknown as Promise<T[]>;
}

/** Ids as one parameter of a query, for `any(${list}::uuid[])`. */
export type IdList = string;

/** Made once for several queries that ask about the same thousands of ids. */
export function idList(ids: Iterable<Id>): IdList {
  return `{${Array.from(ids, uuidFromId).join(",")}}`;
}

let latest = { time: Number.NaN, text: "" };

/** An instant as PostgreSQL reads it. Rows that are written together were mostly made in the same millisecond. */
export function instantText(time: Millis): string {
  if (time !== latest.time) latest = { time, text: new Date(time).toISOString() };
  return latest.text;
}

const INSTANT_WITH_ZONE =
  /^(\d{4,})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)(?:\.(\d{1,6}))?([+-])(\d\d)(?::(\d\d))?$/;

/** PostgreSQL's text of a timestamptz. Sessions run in UTC, so the usual form ends in `+00`. */
function parseInstant(text: string): Millis {
  const match = INSTANT_WITH_ZONE.exec(text);
  if (!match) throw new RangeError(`"${text}" is no instant this server can hold`);
  const [, year, month, day, hour, minute, second, fraction = "", sign, zoneHour, zoneMinute = "0"] = match;
  const offsetMinutes = (sign === "-" ? -1 : 1) * (Number(zoneHour) * 60 + Number(zoneMinute));
  return (
    Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second)) +
    Number(fraction.padEnd(3, "0").slice(0, 3)) -
    offsetMinutes * 60_000
  );
}
