import { open, writeFile } from "node:fs/promises";
import type { ClickRow } from "../store/insert";
import { rejectedPath, type SpoolFile, unlessMissing } from "./files";
import { decode } from "./record";

/** What became of a click that was brought to the database: it will never take the row, or it did. */
export type Stored = "written" | { error: unknown };

/** Brings clicks to the database. Rejects when it cannot be reached. */
export type Store = (rows: ClickRow[]) => Promise<Stored[]>;

/** What a replay came upon: clicks that the database has now, those that it will never take, and lines that are no clicks. */
export type Replayed = { written: number; refused: number; spoiled: number };

export const noReplay = (): Replayed => ({ written: 0, refused: 0, spoiled: 0 });

const ROWS_PER_TRANSACTION = 1_000;

/** Replays one file. When it rejects, the file stays and is replayed again from its start, which repeats nothing. */
export async function replayFile(folder: string, file: SpoolFile, store: Store): Promise<Replayed> {
  const replayed = noReplay();
  // Where another process took the file over, that one replays it.
  const handle = await open(file.path).catch(unlessMissing(null));
  if (!handle) return replayed;
  const aside: string[] = [];
  let batch: Line[] = [];
  const bring = async (): Promise<void> => {
    const refused = await storeBatch(batch, store);
    replayed.written += batch.length - refused.length;
    replayed.refused += refused.length;
    aside.push(...refused);
    batch = [];
  };
  try {
    for await (const line of handle.readLines({ encoding: "utf8", autoClose: false })) {
      const row = decode(line);
      if (row) batch.push({ line, row });
      else if (line !== "") {
        replayed.spoiled++;
        aside.push(line);
      }
      if (batch.length >= ROWS_PER_TRANSACTION) await bring();
    }
    await bring();
  } finally {
    await handle.close();
  }
  await setAside(rejectedPath(folder, file.id), aside);
  return replayed;
}

type Line = { line: string; row: ClickRow };

async function storeBatch(batch: readonly Line[], store: Store): Promise<string[]> {
  if (batch.length === 0) return [];
  const outcomes = await store(batch.map((one) => one.row));
  return batch.filter((_, index) => outcomes[index] !== "written").map((one) => one.line);
}

/**
 * Keeps lines for a person to see; a line that a crash cut short was never answered for, but nobody knows that here. A second
 * replay comes upon the same lines, so they take the place of the first's.
 */
async function setAside(path: string, lines: readonly string[]): Promise<void> {
  if (lines.length > 0) await writeFile(path, `${lines.join("\n")}\n`, { mode: 0o600, flush: true });
}
