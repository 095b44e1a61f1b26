import type { Database } from "@/server/platform/database";
import { Grouping } from "@/server/platform/grouping";
import { type ClickRow, insertClicks } from "./store/insert";

const LIMITS = { maxGroup: 1_000, maxUnderWay: 2, maxWaiting: 10_000 };

/** PostgreSQL's classes of errors that lie in the data: what is wrong with one row is no reason to refuse the others. */
const FAULT_OF_A_ROW = /^2[23]/;

type Outcome = { error: unknown } | "written";

/** Writes clicks with their neighbours: those that arrive while an insert is under way share the next one. */
export class ClickWriter {
  readonly #grouping: Grouping<ClickRow, Outcome>;

  constructor(database: Database) {
    this.#grouping = new Grouping((rows) => writeGroup(database, rows), LIMITS);
  }

  /** Resolves when the click is committed. Rejects with 503 `unavailable` when too many are waiting already. */
  async write(row: ClickRow): Promise<void> {
    const outcome = await this.#grouping.submit(row);
    if (outcome !== "written") throw outcome.error;
  }

  drained(): Promise<void> {
    return this.#grouping.drained();
  }
}

async function writeGroup(database: Database, rows: ClickRow[]): Promise<Outcome[]> {
  try {
    await database.asSystem("write clicks", (sql) => insertClicks(sql, rows));
    return rows.map(() => "written");
  } catch (error) {
    if (!isFaultOfARow(error)) throw error;
    if (rows.length === 1) return [{ error }];
  }
  const outcomes: Outcome[] = [];
  for (const row of rows) outcomes.push(...(await writeGroup(database, [row])));
  return outcomes;
}

function isFaultOfARow(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === "string" && FAULT_OF_A_ROW.test(code);
}
