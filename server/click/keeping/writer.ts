import type { Services } from "@/server/auth/context";
import { MINUTE_MS, SECOND_MS } from "@/server/platform/clock";
import { Grouping } from "@/server/platform/postgres/grouping";
import { settledWithin } from "@/server/platform/postgres/patience";
import type { Stored } from "../spool/replay";
import type { Spool } from "../spool/spool";
import { writeGroup } from "../store/group";
import type { ClickRow } from "../store/insert";
import { countLateDays } from "./late";
import { LostClicks } from "./lost";
import { clicksSpooled } from "./metrics";

const LIMITS = { maxGroup: 1_000, maxUnderWay: 2, maxWaiting: 10_000, apartMs: 2, enough: 32 };
/** How often a database that was away is asked whether it is back. */
const PROBE_MS = SECOND_MS;
/** How often a spool is looked at otherwise: a process may have left clicks there that no other one took over at once. */
const LOOK_MS = MINUTE_MS;
/** How long closing waits for a replay: what is left then is the next process's. */
const CLOSE_LIMIT_MS = 2 * SECOND_MS;

export type WriterOptions = {
  services: Pick<Services, "database" | "log" | "deriveClickDay">;
  spool: Spool;
  /** How long a click may wait for its commit before it goes to the spool. */
  commitLimitMs: number;
};

/**
 * Writes clicks with their neighbours: those that arrive while an insert is under way share the next one. What the database
 * does not commit within the limit goes to the spool, and so do all that follow, until everything in the spool has been brought
 * to the database.
 */
export class ClickWriter {
  readonly #options: WriterOptions;
  readonly #grouping: Grouping<ClickRow, Stored>;
  readonly #lost: LostClicks;
  #away = false;
  /** Commits that outlasted their limit. While there is one, the database is not asked again. */
  #late = 0;
  #timer: NodeJS.Timeout | null = null;
  readonly #looking: NodeJS.Timeout;
  #bringing: Promise<void> | null = null;
  #closed = false;
  /** Resolves when what processes before this one left has been brought to the database, or could not be. */
  readonly inherited: Promise<void>;
  #looked = (): void => undefined;

  constructor(options: WriterOptions) {
    this.#options = options;
    this.#lost = new LostClicks(options.services.log);
    this.#grouping = new Grouping((rows) => this.#keep(rows), LIMITS);
    this.inherited = new Promise((resolve) => {
      this.#looked = resolve;
    });
    this.#bringSoon(0);
    this.#looking = setInterval(() => this.#bringSoon(0), LOOK_MS).unref();
  }

  /** Resolves when the click is committed or on the disk. Rejects when neither is possible. */
  async write(row: ClickRow): Promise<void> {
    try {
      const outcome = await this.#grouping.submit(row);
      if (outcome !== "written") throw outcome.error;
    } catch (error) {
      this.#lost.note(error);
      throw error;
    }
  }

  /** Whether clicks go to the spool at the moment. */
  get spooling(): boolean {
    return this.#away;
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#looking);
    await this.#grouping.drained();
    this.#lost.close();
    if (this.#timer) clearTimeout(this.#timer);
    await settledWithin(CLOSE_LIMIT_MS, this.#bringing ?? Promise.resolve());
    await this.#options.spool.close();
  }

  async #keep(rows: ClickRow[]): Promise<Stored[]> {
    if (!this.#away) {
      const outcomes = await this.#commit(rows);
      if (outcomes) return outcomes;
      this.#away = true;
    }
    // Also when the disk is full: clicks are to go to the database again as soon as it answers.
    this.#bringSoon(PROBE_MS);
    await this.#options.spool.append(rows);
    clicksSpooled.inc(rows.length);
    return rows.map(() => "written");
  }

  /** Null when the database fails or is too slow. A late commit does no harm: the same rows are passed over in the replay. */
  async #commit(rows: ClickRow[]): Promise<Stored[] | null> {
    const { commitLimitMs: limitMs } = this.#options;
    const { database, log } = this.#options.services;
    let failure: unknown;
    const committing = writeGroup(database, rows).catch((error: unknown) => {
      failure = error;
      return null;
    });
    if (!(await settledWithin(limitMs, committing))) {
      log.error({ clicks: rows.length, limitMs }, "clicks go to the spool: the database is too slow");
      this.#late++;
      void committing.finally(() => this.#late--);
      return null;
    }
    const outcomes = await committing;
    if (!outcomes)
      log.error({ err: failure, clicks: rows.length }, "clicks go to the spool: the database failed");
    return outcomes;
  }

  #bringSoon(delayMs: number): void {
    if (this.#closed || this.#timer || this.#bringing) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#bringing = this.#bring().then((done) => {
        this.#bringing = null;
        this.#looked();
        if (!done) this.#bringSoon(PROBE_MS);
      });
    }, delayMs).unref();
  }

  /** Brings what the spool holds to the database, if it answers. True when nothing is left to do. */
  async #bring(): Promise<boolean> {
    if (this.#late > 0 || (this.#away && !(await this.#answers()))) return false;
    const { spool, services } = this.#options;
    const { log } = services;
    try {
      const replayed = await spool.replay(async (rows) => {
        const outcomes = await writeGroup(services.database, rows);
        await countLateDays(services, rows);
        return outcomes;
      });
      const { written, refused, spoiled } = replayed;
      if (written > 0) log.info(replayed, "clicks of the spool are in the database");
      if (refused + spoiled > 0)
        log.error(replayed, "clicks of the spool were set aside in a .rejected file");
    } catch (error) {
      log.error({ err: error }, "the spool cannot be brought to the database");
      return false;
    }
    // What was spooled while this replay went on is brought by the next one.
    const again = this.#away;
    this.#away = false;
    return !again;
  }

  /** Asked before the spool is touched, so that its files are not sealed once a second while the database is away. */
  async #answers(): Promise<boolean> {
    return this.#options.services.database
      .statementAsSystem("write clicks", (sql) => sql`select 1`)
      .then(
        () => true,
        () => false,
      );
  }
}
