import type { Tx } from "@/server/platform/postgres/database";
import { type ClickRow, insertClicks } from "../store/insert";

export type { ClickRow } from "../store/insert";

const ROWS_PER_INSERT = 1_000;

/** Adds a whole history of clicks that were judged elsewhere, many at a time. Ids that are there already stay as they are. */
export async function bringInClicks(tx: Tx, rows: readonly ClickRow[]): Promise<void> {
  for (let start = 0; start < rows.length; start += ROWS_PER_INSERT) {
    await insertClicks(tx.sql, rows.slice(start, start + ROWS_PER_INSERT));
  }
}
