import { createReadStream } from "node:fs";
import { appendFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import type { ClickRow } from "../store/insert";
import { rejectedPath, type SpoolFile } from "./files";
import { decode } from "./record";

/** What became of a click that was brought to the database: it will never take the row, or it did. */
export type Stored = "written" | { error: unknown };

/** Brings clicks to the database. Rejects when it cannot be reached. */
export type Store = (rows: ClickRow[]) => Promise<Stored[]>;

const ROWS_PER_TRANSACTION = 1_000;

/** Replays one file. False when the database failed: the file stays and is replayed again from its start, which repeats nothing. */
export async function replayFile(folder: string, file: SpoolFile, store: Store): Promise<boolean> {
  const lines = createInterface({
    input: createReadStream(file.path, "utf8"),
    crlfDelay: Number.POSITIVE_INFINITY,
  });
  const rejected: string[] = [];
  let batch: { line: string; row: ClickRow }[] = [];
  try {
    for await (const line of lines) {
      const row = decode(line);
      if (row) batch.push({ line, row });
      else if (line !== "") rejected.push(line);
      if (batch.length < ROWS_PER_TRANSACTION) continue;
      rejected.push(...(await storeBatch(batch, store)));
      batch = [];
    }
    rejected.push(...(await storeBatch(batch, store)));
  } catch {
    return false;
  } finally {
    lines.close();
  }
  // A line that a crash cut short was never answered for; it is kept all the same, for a person to see.
  if (rejected.length > 0)
    await appendFile(rejectedPath(folder, file.id), `${rejected.join("\n")}\n`, { mode: 0o600 });
  return true;
}

async function storeBatch(
  batch: readonly { line: string; row: ClickRow }[],
  store: Store,
): Promise<string[]> {
  if (batch.length === 0) return [];
  const outcomes = await store(batch.map((one) => one.row));
  return batch.filter((_, index) => outcomes[index] !== "written").map((one) => one.line);
}
