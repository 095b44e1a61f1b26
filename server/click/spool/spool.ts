import { mkdirSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import type { ClickRow } from "../store/insert";
import {
  claim,
  isOrphan,
  listFiles,
  openPath,
  remove,
  type SpoolFile,
  seal,
  sizeOf,
  syncFolder,
} from "./files";
import { encode } from "./record";
import { replayFile, type Store } from "./replay";

export type SpoolLimits = { maxBytes: number };

/** What `/ready` says of a spool. */
export type SpoolState = { bytes: number; files: number; oldest: string | null };

/**
 * Keeps clicks on disk while the database cannot take them. What `append` resolved for survives a crash of the process and of
 * the machine, and `replay` brings it to the database, where a click that is there already is passed over.
 */
export class Spool {
  readonly #folder: string;
  readonly #limits: SpoolLimits;
  #current: { handle: FileHandle; path: string; bytes: number } | null = null;
  /** Appends and seals take turns. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(folder: string, limits: SpoolLimits) {
    this.#folder = folder;
    this.#limits = limits;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  }

  /** Resolves when the rows are on the disk. Rejects when the disk or the spool is full. */
  append(rows: readonly ClickRow[]): Promise<void> {
    return this.#inTurn(async () => {
      const bytes = encode(rows);
      const current = this.#current ?? (await this.#open());
      if (current.bytes + bytes.length > this.#limits.maxBytes)
        throw new Error(`the spool is full: ${this.#limits.maxBytes} bytes`);
      await writeAll(current.handle, bytes, current.bytes);
      await current.handle.datasync();
      current.bytes += bytes.length;
    });
  }

  /**
   * Brings everything that waits to the database, oldest first, that of crashed processes included. Resolves to true when
   * nothing is left that this process may take; false when the database failed in between.
   */
  async replay(store: Store): Promise<boolean> {
    await this.#inTurn(() => this.#sealCurrent());
    for (const file of await listFiles(this.#folder)) {
      if (!this.#mayTake(file)) continue;
      const mine = await claim(this.#folder, file);
      if (!mine) continue;
      if (!(await replayFile(this.#folder, mine, store))) {
        await seal(this.#folder, mine.path);
        return false;
      }
      await remove(this.#folder, mine.path);
    }
    return true;
  }

  async state(): Promise<SpoolState> {
    const files = (await listFiles(this.#folder)).filter((file) => file.state !== "rejected");
    const sizes = await Promise.all(files.map((file) => sizeOf(file.path)));
    const waiting = files.filter((_, index) => (sizes[index] ?? 0) > 0);
    return {
      bytes: sizes.reduce((sum, size) => sum + size, 0),
      files: waiting.length,
      oldest: waiting[0]?.id ?? null,
    };
  }

  /** Leaves what was not replayed to the next process. */
  close(): Promise<void> {
    return this.#inTurn(() => this.#sealCurrent());
  }

  #mayTake(file: SpoolFile): boolean {
    return (
      file.state === "sealed" ||
      (file.state !== "rejected" && file.path !== this.#current?.path && isOrphan(file))
    );
  }

  async #open() {
    const path = openPath(this.#folder);
    const handle = await open(path, "wx", 0o600);
    await syncFolder(this.#folder);
    this.#current = { handle, path, bytes: 0 };
    return this.#current;
  }

  async #sealCurrent(): Promise<void> {
    const current = this.#current;
    if (!current) return;
    this.#current = null;
    await current.handle.close();
    await seal(this.#folder, current.path);
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(work);
    this.#turn = mine.catch(() => undefined);
    return mine;
  }
}

/** A write that was cut short by a full disk is cut off again, so that the file stays a row of whole lines. */
async function writeAll(handle: FileHandle, bytes: Buffer, position: number): Promise<void> {
  try {
    let written = 0;
    while (written < bytes.length) {
      written += (await handle.write(bytes, written, bytes.length - written, position + written))
        .bytesWritten;
    }
  } catch (error) {
    await handle.truncate(position).catch(() => undefined);
    throw error;
  }
}
