import type { Id } from "../ids";
import { bareFault } from "./fault";
import {
  connect,
  type Orm,
  ormOn,
  type Sql,
  type SqlOptions,
  type Statements,
  type TransactionSql,
} from "./sql";

/** One transaction of one brand. Row-level security shows it that brand's rows only. */
export type Tx = {
  readonly brandId: Id;
  readonly sql: TransactionSql;
  readonly orm: Orm;
  /** Has something done as soon as the transaction is committed, before whoever asked for it hears so. It must not throw. */
  readonly onceCommitted: (act: () => void) => void;
};

export type Binding = {
  /** How long a statement may wait for a lock; absent: as long as it takes. */
  lockTimeoutMs?: number;
  /**
   * `once`: each statement keeps one plan for whatever parameters. Else PostgreSQL plans those with short lists anew each time,
   * which is more than half of its work for a single event. `anew`: none does. Else PostgreSQL settles after some executions on
   * one plan, which is a hundred times too slow for somebody where a few have most of the rows.
   */
  plan?: "once" | "anew";
};

/** Why code may look across brands. Each reason is one place in the code. */
export type SystemReason =
  | "find the brand of an API key"
  | "find the brand of a host"
  | "serve a file"
  | "write clicks"
  | "send mail"
  | "tell of ended programs"
  | "tell of terms to come"
  | "recall the last clicks"
  | "install"
  | "forget what the demonstration told"
  | "sign people in"
  | "sign members out"
  | "resume re-derivations"
  | "clean up expired records"
  | "release holdbacks"
  | "count paid clicks"
  | "find brands with due deliveries"
  | "find brands with payouts to plan or send"
  | "find the brand of a webhook"
  | "work off Stripe's events"
  | "find brands that reward customers"
  | "relay changes"
  | "run jobs"
  | "look at jobs";

export type Database = {
  readonly url: string;
  readonly sql: Sql;
  /** Runs `work` in a transaction that sees and writes one brand's rows, and commits when it resolves. */
  inBrand<T>(brandId: Id, work: (tx: Tx) => Promise<T>, binding?: Binding): Promise<T>;
  /** Runs `work` in a transaction that is not bound to a brand. */
  asSystem<T>(reason: SystemReason, work: (sql: TransactionSql) => Promise<T>): Promise<T>;
  /**
   * Runs one statement that is not bound to a brand, and is a transaction by itself: it takes a third of the time, because
   * nothing begins and commits around it.
   */
  statementAsSystem<T>(reason: SystemReason, send: (sql: Statements) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

const CLOSE_TIMEOUT_SECONDS = 5;
const SYSTEM_ROLE = "openpartner_system";
/** Beside those of the pool. */
const SYSTEM_CONNECTIONS = 3;
/** What a connection pooler answers that lets nobody choose a role as they connect. */
const PROTOCOL_VIOLATION = "08P01";
const DEADLOCK_DETECTED = "40P01";
const SERIALIZATION_FAILURE = "40001";
const LOCK_NOT_AVAILABLE = "55P03";
const MAX_ATTEMPTS = 4;

export function openDatabase(url: string, options: SqlOptions): Database {
  const sql = connect(url, options);
  // Connections are made when they are first needed.
  const systemSql = connect(url, { ...options, maxConnections: SYSTEM_CONNECTIONS, role: SYSTEM_ROLE });
  let refused = false;
  const asSystem: Database["asSystem"] = (_reason, work) =>
    retried(() =>
      begin(sql, async (tx) => {
        const result = await Promise.all([tx`set local role openpartner_system`.execute(), work(tx)]);
        return result[1];
      }),
    );
  return {
    url,
    sql,
    inBrand: (brandId, work, binding = {}) =>
      retried(async () => {
        const acts: (() => void)[] = [];
        const onceCommitted = (act: () => void): void => void acts.push(act);
        const done = await begin(sql, async (tx) => {
          // Sent at once, ahead of the first query on the same connection, without waiting for its answer.
          const bound = bind(tx, brandId, binding).execute();
          const result = await Promise.all([
            bound,
            work({ brandId, sql: tx, orm: ormOn(tx), onceCommitted }),
          ]);
          return result[1];
        });
        for (const act of acts) act();
        return done;
      }),
    asSystem,
    async statementAsSystem(reason, send) {
      if (!refused) {
        try {
          return await retried(() => send(systemSql));
        } catch (error) {
          if ((error as { code?: unknown } | null)?.code !== PROTOCOL_VIOLATION) throw error;
          refused = true;
        }
      }
      return asSystem(reason, send);
    },
    async close() {
      const timeout = CLOSE_TIMEOUT_SECONDS;
      await Promise.all([sql.end({ timeout }), systemSql.end({ timeout })]);
    },
  };
}

const PLAN_CACHE_MODE = { once: "force_generic_plan", anew: "force_custom_plan" } as const;

function bind(tx: TransactionSql, brandId: Id, { lockTimeoutMs = 0, plan }: Binding) {
  return tx`
    select set_config('role', 'openpartner_request', true), set_config('app.brand_id', ${brandId}::uuid::text, true),
      set_config('lock_timeout', ${String(lockTimeoutMs)}, true),
      set_config('plan_cache_mode', ${plan === undefined ? "auto" : PLAN_CACHE_MODE[plan]}, true)`;
}

/** Runs `work` so that its failure undoes its own writes and leaves the transaction usable. */
export async function nested<T>(tx: Tx, work: (tx: Tx) => Promise<T>): Promise<T> {
  const result = await tx.sql.savepoint(async (inner) => [
    await work({ ...tx, sql: inner, orm: ormOn(inner) }),
  ]);
  // postgres.js unwraps arrays of queries in its types; the one element is what `work` returned.
  return (result as unknown as [T])[0];
}

async function begin<T>(sql: Sql, work: (tx: TransactionSql) => Promise<T>): Promise<T> {
  const result = await sql.begin(async (tx) => [await work(tx)]);
  // As above: begin() resolves to the array it was given.
  return (result as unknown as [T])[0];
}

/** What was read no longer holds: the transaction is undone and runs again from the start. */
export class Outdated extends Error {
  readonly code = SERIALIZATION_FAILURE;
}

/** A deadlock's victim has written nothing, so it may simply try again. */
async function retried<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt();
    } catch (error) {
      const fault = bareFault(error);
      if (tries === MAX_ATTEMPTS || !isTransient(fault)) throw fault;
    }
  }
}

/** Whether a lock was not to be had within the transaction's `lockTimeoutMs`. */
export function isLockTimeout(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === LOCK_NOT_AVAILABLE;
}

function isTransient(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return code === DEADLOCK_DETECTED || code === SERIALIZATION_FAILURE;
}
