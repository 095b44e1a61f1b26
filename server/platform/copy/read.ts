import { Readable } from "node:stream";
import type postgres from "postgres";
import { type Id, uuidFromId } from "../ids";
import type { Database, Tx } from "../postgres/database";
import { CopyRows } from "./rows";

/** A query to be read with COPY. It has no parameters, so it holds nothing that a caller wrote: only ids, as `literal` writes them. */
export type CopyQuery = { text: string; columns: number };

/** Ends a reading early: it fails with the signal's reason. Another connection of `database` tells PostgreSQL. */
export type Stop = { database: Database; signal: AbortSignal };

/** An id as it may stand in a query's text. `uuidFromId` throws for anything else. */
export function literal(id: Id): string {
  return `'${uuidFromId(id)}'::uuid`;
}

/** Reads a query's rows as they come, at the pace of whoever reads: what is not read yet stays with PostgreSQL. */
export async function readCopy<T>(
  tx: Tx,
  { text, columns }: CopyQuery,
  { database, signal }: Stop,
  read: (rows: CopyRows) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  const [backend] = await tx.sql<{ pid: number }[]>`select pg_backend_pid() as pid`;
  const cancelling: Promise<unknown>[] = [];
  const cancel = (): void => {
    if (cancelling.length > 0) return;
    // Where this fails, the rows that are left are read to their end, which only takes longer.
    cancelling.push(database.sql`select pg_cancel_backend(${backend?.pid ?? 0})`.catch(() => undefined));
  };
  signal.addEventListener("abort", cancel, { once: true });
  const stream = await open(tx.sql.unsafe(`copy (${text}) to stdout (format binary)`));
  const rows = new CopyRows(stream, columns);
  try {
    const result = await read(rows);
    await rows.drain();
    signal.throwIfAborted();
    return result;
  } catch (error) {
    cancel();
    await rows.drain();
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener("abort", cancel);
    // Nothing else may be sent on the connection while its query can still be cancelled.
    await Promise.all(cancelling);
    // postgres.js may have paused the connection for the last rows, and goes on only when more are asked for.
    stream._read(0);
  }
}

/**
 * A query that fails right at its start fails its stream in the turn in which postgres.js makes it, before whoever awaits it can
 * listen; unheard, that would end the process. So the stream is listened to where it is handed over. Its reader learns of the
 * failure all the same.
 */
function open(query: postgres.PendingQuery<postgres.Row[]>): Promise<Readable> {
  // Every query of postgres.js has this function; its types leave it out. It is called once more, without effect, at the end.
  const handed = query as unknown as { resolve(given: unknown): void };
  const { resolve } = handed;
  handed.resolve = (given) => {
    if (given instanceof Readable) given.on("error", () => undefined);
    resolve(given);
  };
  return query.readable();
}
