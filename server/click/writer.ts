import { now, SECOND_MS } from "@/server/platform/clock";
import type { Database } from "@/server/platform/database";
import { Grouping } from "@/server/platform/grouping";
import type { Log } from "@/server/platform/log";
import type { Stored } from "./spool/replay";
import type { Spool } from "./spool/spool";
import { type ClickRow, insertClicks } from "./store/insert";

const LIMITS = { maxGroup: 1_000, maxUnderWay: 2, maxWaiting: 10_000 };
/** How long the database is left alone after it failed, and how often a spool that is not empty is looked at. */
const PAUSE_MS = SECOND_MS;

/** PostgreSQL's classes of errors that lie in the data: what is wrong with one row is no reason to refuse the others. */
const FAULT_OF_A_ROW = /^2[23]/;

export type WriterOptions = { database: Database; spool: Spool; log: Log; commitLimitMs: number };

/**
 * Writes clicks with their neighbours: those that arrive while an insert is under way share the next one. What the database
 * does not commit within the limit goes to the spool, and from there to the database when it is back.
 */
export class ClickWriter {
  readonly #options: WriterOptions;
  readonly #grouping: Grouping<ClickRow, Stored>;
  #pausedUntil = 0;
  /** A commit that outlasted its limit. While there is one, the database is not asked again. */
  #stuck = 0;
  #timer: NodeJS.Timeout | null = null;
  #replaying: Promise<void> | null = null;

  constructor(options: WriterOptions) {
    this.#options = options;
    this.#grouping = new Grouping((rows) => this.#keep(rows), LIMITS);
    // What a process before this one could not bring to the database.
    this.#replaySoon(0);
  }

  /** Resolves when the click is committed or on the disk. Rejects when neither is possible. */
  async write(row: ClickRow): Promise<void> {
    const outcome = await this.#grouping.submit(row);
    if (outcome !== "written") throw outcome.error;
  }

  /** Whether clicks go to the spool at the moment. */
  get spooling(): boolean {
    return this.#stuck > 0 || now() < this.#pausedUntil;
  }

  async close(): Promise<void> {
    await this.#grouping.drained();
    if (this.#timer) clearTimeout(this.#timer);
    await this.#replaying;
    await this.#options.spool.close();
  }

  async #keep(rows: ClickRow[]): Promise<Stored[]> {
    if (!this.spooling) {
      const outcomes = await this.#commit(rows);
      if (outcomes) return outcomes;
      this.#pausedUntil = now() + PAUSE_MS;
    }
    await this.#options.spool.append(rows);
    this.#replaySoon(PAUSE_MS);
    return rows.map(() => "written");
  }

  /** Null when the database fails or is too slow. A late commit does no harm: the same rows are passed over in the replay. */
  async #commit(rows: ClickRow[]): Promise<Stored[] | null> {
    const { database, commitLimitMs, log } = this.#options;
    const committing = writeGroup(database, rows).catch((error: unknown) => {
      log.error({ err: error, clicks: rows.length }, "clicks go to the spool: the database failed");
      return null;
    });
    const late = Symbol();
    let timer: NodeJS.Timeout | undefined;
    const outcome = await Promise.race([
      committing,
      new Promise<typeof late>((resolve) => {
        timer = setTimeout(() => resolve(late), commitLimitMs);
      }),
    ]);
    clearTimeout(timer);
    if (outcome !== late) return outcome;
    log.warn({ clicks: rows.length, limitMs: commitLimitMs }, "clicks go to the spool: the database is slow");
    this.#stuck++;
    void committing.finally(() => this.#stuck--);
    return null;
  }

  #replaySoon(delayMs: number): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.#replaying ??= this.#replay().finally(() => {
        this.#replaying = null;
      });
    }, delayMs).unref();
  }

  async #replay(): Promise<void> {
    const { database, spool, log } = this.#options;
    if (this.#stuck > 0) return this.#replaySoon(PAUSE_MS);
    try {
      const done = await spool.replay((rows) => writeGroup(database, rows));
      if (!done) this.#replaySoon(PAUSE_MS);
    } catch (error) {
      log.error({ err: error }, "the spool cannot be replayed");
      this.#replaySoon(PAUSE_MS);
    }
  }
}

async function writeGroup(database: Database, rows: ClickRow[]): Promise<Stored[]> {
  try {
    await database.asSystem("write clicks", (sql) => insertClicks(sql, rows));
    return rows.map(() => "written");
  } catch (error) {
    if (!isFaultOfARow(error)) throw error;
    if (rows.length === 1) return [{ error }];
  }
  const outcomes: Stored[] = [];
  for (const row of rows) outcomes.push(...(await writeGroup(database, [row])));
  return outcomes;
}

function isFaultOfARow(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === "string" && FAULT_OF_A_ROW.test(code);
}
