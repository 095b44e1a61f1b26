import type { Readable } from "node:stream";
import type { Tx } from "../database";
import { type Id, uuidFromId } from "../ids";
import { CopyRows } from "./rows";

/** A query to be read with COPY. It has no parameters, so it holds nothing that a caller wrote: only ids, as `literal` writes them. */
export type CopyQuery = { text: string; columns: number };

/** An id as it may stand in a query's text. `uuidFromId` throws for anything else. */
export function literal(id: Id): string {
  return `'${uuidFromId(id)}'::uuid`;
}

/**
 * Reads a query's rows as they come, in the pace of whoever reads: what is not read yet stays with PostgreSQL. Ends early, with an
 * error, when `signal` is aborted.
 */
export async function readCopy<T>(
  tx: Tx,
  { text, columns }: CopyQuery,
  signal: AbortSignal,
  read: (rows: CopyRows) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  const query = tx.sql.unsafe(`copy (${text}) to stdout (format binary)`);
  const cancel = (): void => query.cancel();
  signal.addEventListener("abort", cancel, { once: true });
  let stream: Readable | undefined;
  let rows: CopyRows | undefined;
  try {
    stream = await query.readable();
    rows = new CopyRows(stream, columns);
    const result = await read(rows);
    await rows.drain();
    return result;
  } catch (error) {
    query.cancel();
    await rows?.drain();
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener("abort", cancel);
    // postgres.js may have paused the connection for the last rows, and goes on only when more are asked for.
    stream?._read(0);
  }
}
