import { type FileHandle, open } from "node:fs/promises";
import { exists, syncFolder } from "./files";

/** A spool file that this process appends to. */
export class OpenFile {
  readonly path: string;
  readonly #handle: FileHandle;
  #bytes = 0;

  private constructor(path: string, handle: FileHandle) {
    this.path = path;
    this.#handle = handle;
  }

  /** Makes the file, and its name lasting. */
  static async create(folder: string, path: string): Promise<OpenFile> {
    const handle = await open(path, "wx", 0o600);
    try {
      await syncFolder(folder);
    } catch (error) {
      await handle.close();
      throw error;
    }
    return new OpenFile(path, handle);
  }

  get bytes(): number {
    return this.#bytes;
  }

  /**
   * Resolves when the bytes are on the disk. False when another process took the file for abandoned: it may have read all of
   * it before these bytes were there.
   */
  async append(bytes: Buffer): Promise<boolean> {
    await this.#write(bytes);
    await this.#handle.datasync();
    this.#bytes += bytes.length;
    // A name that is still there now was not yet moved when the bytes were there, so whoever moves it later reads them.
    return exists(this.path);
  }

  close(): Promise<void> {
    return this.#handle.close();
  }

  /** What a full disk cut short is cut off again, so that the file stays a row of whole lines. */
  async #write(bytes: Buffer): Promise<void> {
    try {
      let written = 0;
      while (written < bytes.length) {
        const rest = bytes.length - written;
        written += (await this.#handle.write(bytes, written, rest, this.#bytes + written)).bytesWritten;
      }
    } catch (error) {
      // Where even that fails, the next append writes over it, and what sticks out has no valid checksum.
      await this.#handle.truncate(this.#bytes).catch(() => undefined);
      throw error;
    }
  }
}
