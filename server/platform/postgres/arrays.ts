import type { Millis } from "../clock";
import { type Id, uuidFromId } from "../ids";

/*
 * Columns as PostgreSQL writes an array, to be cast where they are used: `${ids(column)}::uuid[]`. postgres.js would make the
 * same texts from JavaScript arrays in several times the time, which counts where thousands of rows a second are inserted.
 */

const TO_ESCAPE = /["\\]/;
const EACH_TO_ESCAPE = /["\\]/g;

export function ids(column: readonly (Id | null)[]): string {
  return written(column, uuidFromId);
}

export function texts(column: readonly (string | null)[]): string {
  return written(column, quoted);
}

export function instants(column: readonly Millis[]): string {
  let last = Number.NaN;
  let text = "";
  return written(column, (time) => {
    // Rows that are written together were mostly made in the same millisecond.
    if (time !== last) text = quoted(new Date(time).toISOString());
    last = time;
    return text;
  });
}

function written<T>(column: readonly (T | null)[], write: (value: T) => string): string {
  let list = "";
  for (const value of column) list += value === null ? ",NULL" : `,${write(value)}`;
  return `{${list.slice(1)}}`;
}

function quoted(text: string): string {
  return `"${TO_ESCAPE.test(text) ? text.replace(EACH_TO_ESCAPE, "\\$&") : text}"`;
}
