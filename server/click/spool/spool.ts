import { type Millis, now } from "@/server/platform/clock";
import type { ClickRow } from "../store/insert";
import {
  begunAt,
  claim,
  isAbandoned,
  listFiles,
  makeFolder,
  openPath,
  remove,
  type SpoolFile,
  seal,
  sizeOf,
} from "./files";
import { OpenFile } from "./open-file";
import { encode } from "./record";
import { noReplay, type Replayed, replayFile, type Store } from "./replay";

export type SpoolLimits = {
  /** What all files of the folder may hold together. */
  maxBytes: number;
  /** Where a file ends and the next begins: as much as a replay that was cut short may have to repeat. */
  maxFileBytes?: number;
};

/** What `/ready` says of a spool. `oldest`: since when a click has been waiting. */
export type SpoolState = { bytes: number; files: number; oldest: Millis | null };

const MAX_FILE_BYTES = 16 * 1_048_576;
const MAX_MOVES = 20;

/**
 * Keeps clicks on disk while the database cannot take them. What `append` resolved for survives a crash of the process and of
 * the machine, and `replay` brings it to the database, where a click that is there already is passed over.
 */
export class Spool {
  readonly #folder: string;
  readonly #maxBytes: number;
  readonly #maxFileBytes: number;
  #current: OpenFile | null = null;
  /** The name of the file appended to, known before the file is there: a replay must not take it for one left behind. */
  #currentPath: string | null = null;
  /** What the other files held when they were last looked at. */
  #elsewhereBytes = 0;
  /** Appends and seals take turns. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(folder: string, limits: SpoolLimits) {
    this.#folder = folder;
    this.#maxBytes = limits.maxBytes;
    this.#maxFileBytes = limits.maxFileBytes ?? MAX_FILE_BYTES;
  }

  /** Resolves when the rows are on the disk. Rejects when the disk or the spool is full. */
  append(rows: readonly ClickRow[]): Promise<void> {
    const bytes = encode(rows);
    return this.#inTurn(async () => {
      for (let moves = 0; moves < MAX_MOVES; moves++) {
        const file = await this.#fileFor(bytes.length);
        if (await file.append(bytes)) return;
        await this.#leaveCurrent();
      }
      throw new Error("the spool's file was taken away each time something was appended to it");
    });
  }

  /**
   * Brings everything that waits to the database, oldest first, that of crashed processes included. Resolves when nothing is
   * left that this process may take; rejects when the database or the disk failed in between, and the rest goes on waiting.
   */
  async replay(store: Store): Promise<Replayed> {
    await this.#inTurn(() => this.#sealCurrent());
    const total = noReplay();
    for (const file of await listFiles(this.#folder)) {
      const mine = (await this.#mayTake(file)) ? await claim(this.#folder, file) : null;
      if (!mine) continue;
      const { written, refused, spoiled } = await this.#replayOrSeal(mine, store);
      await remove(this.#folder, mine.path);
      total.written += written;
      total.refused += refused;
      total.spoiled += spoiled;
    }
    return total;
  }

  async state(): Promise<SpoolState> {
    const files = await this.#sized();
    const waiting = files.filter((one) => one.bytes > 0);
    return {
      bytes: sum(waiting),
      files: waiting.length,
      oldest: waiting[0] ? begunAt(waiting[0].file) : null,
    };
  }

  /** Leaves what was not replayed to the next process. */
  close(): Promise<void> {
    return this.#inTurn(() => this.#sealCurrent());
  }

  async #fileFor(bytes: number): Promise<OpenFile> {
    if (this.#current && this.#current.bytes + bytes > this.#maxFileBytes) await this.#sealCurrent();
    // Some of the other files may have been replayed since they were looked at.
    if (!this.#current || !this.#hasRoom(bytes)) await this.#lookElsewhere();
    if (!this.#hasRoom(bytes)) throw new Error(`the spool is full: ${this.#maxBytes} bytes`);
    this.#current ??= await this.#open();
    return this.#current;
  }

  #hasRoom(bytes: number): boolean {
    return this.#elsewhereBytes + (this.#current?.bytes ?? 0) + bytes <= this.#maxBytes;
  }

  async #open(): Promise<OpenFile> {
    await makeFolder(this.#folder);
    this.#currentPath = openPath(this.#folder);
    return OpenFile.create(this.#folder, this.#currentPath);
  }

  async #sealCurrent(): Promise<void> {
    const path = this.#current?.path;
    await this.#leaveCurrent();
    if (path !== undefined) await seal(this.#folder, path);
  }

  async #leaveCurrent(): Promise<void> {
    const current = this.#current;
    this.#current = null;
    this.#currentPath = null;
    await current?.close();
  }

  async #lookElsewhere(): Promise<void> {
    const files = await this.#sized();
    this.#elsewhereBytes = sum(files.filter(({ file }) => file.path !== this.#currentPath));
  }

  /** What waits, with its size. What was set aside waits for nobody but a person. */
  async #sized(): Promise<{ file: SpoolFile; bytes: number }[]> {
    const files = (await listFiles(this.#folder)).filter((file) => file.state !== "rejected");
    return Promise.all(files.map(async (file) => ({ file, bytes: await sizeOf(file.path) })));
  }

  async #mayTake(file: SpoolFile): Promise<boolean> {
    if (file.state === "rejected" || file.path === this.#currentPath) return false;
    return file.state === "sealed" || (await isAbandoned(file, now()));
  }

  async #replayOrSeal(file: SpoolFile, store: Store): Promise<Replayed> {
    try {
      return await replayFile(this.#folder, file, store);
    } catch (error) {
      await seal(this.#folder, file.path);
      throw error;
    }
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(work);
    this.#turn = mine.catch(() => undefined);
    return mine;
  }
}

function sum(files: readonly { bytes: number }[]): number {
  return files.reduce((total, { bytes }) => total + bytes, 0);
}
