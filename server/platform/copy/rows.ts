import type { Millis } from "../clock";
import { type Id, idFromBytes } from "../ids";
import { Recurring } from "./recurring";

/** `PGCOPY\n\xff\r\n\0`, the flags, and the length of an extension that PostgreSQL leaves empty. */
const HEADER_BYTES = 19;
const LENGTH_BYTES = 4;
const COUNT_BYTES = 2;
/** Where a row's number of fields would stand, at the end. */
const TRAILER = -1;
const NULL = -1;
const EPOCH_2000_MS = 946_684_800_000;
const WORD = 4_294_967_296;

/**
 * Rows of `COPY … TO STDOUT (FORMAT binary)`, one at a time and without an object for each: the fields of the current row are read
 * where they lie. Half the work of a driver's rows, on both sides, where millions are read.
 */
export class CopyRows {
  readonly #chunks: AsyncIterator<Buffer>;
  readonly #starts: Int32Array;
  readonly #lengths: Int32Array;
  readonly #recurring = new Recurring();
  #chunk: Buffer = Buffer.alloc(0);
  #view: DataView = new DataView(new ArrayBuffer(0));
  #next = HEADER_BYTES;

  constructor(stream: AsyncIterable<Buffer>, columns: number) {
    this.#chunks = stream[Symbol.asyncIterator]();
    this.#starts = new Int32Array(columns);
    this.#lengths = new Int32Array(columns);
  }

  /** The bytes in which the current row lies. They are others after the next step. */
  get bytes(): Buffer {
    return this.#chunk;
  }

  get view(): DataView {
    return this.#view;
  }

  /** Where the next row begins, which is where the current one ends. */
  get end(): number {
    return this.#next;
  }

  /** Goes to the next row if it has arrived. */
  step(): boolean {
    const { byteLength } = this.#chunk;
    let at = this.#next;
    if (at + COUNT_BYTES > byteLength || this.#view.getInt16(at) === TRAILER) return false;
    at += COUNT_BYTES;
    for (let column = 0; column < this.#starts.length; column++) {
      if (at + LENGTH_BYTES > byteLength) return false;
      const length = this.#view.getInt32(at);
      at += LENGTH_BYTES;
      this.#starts[column] = at;
      this.#lengths[column] = length;
      if (length > 0) at += length;
    }
    if (at > byteLength) return false;
    this.#next = at;
    return true;
  }

  /** Goes to the next row, waiting for it. False when there is none. */
  async arrive(): Promise<boolean> {
    while (!this.step()) {
      const { value, done } = await this.#chunks.next();
      if (done) return false;
      const left = this.#chunk.subarray(Math.min(this.#next, this.#chunk.length));
      this.#next -= this.#chunk.length - left.length;
      this.#chunk = left.length === 0 ? value : Buffer.concat([left, value]);
      this.#view = new DataView(this.#chunk.buffer, this.#chunk.byteOffset, this.#chunk.byteLength);
    }
    return true;
  }

  /** Takes all that is still under way off the connection, which is of no use to anybody before. */
  async drain(): Promise<void> {
    try {
      while (!(await this.#chunks.next()).done);
    } catch {
      // It was cancelled or lost; whoever drains after a failure tells of that one.
    }
  }

  isNull(column: number): boolean {
    return this.#lengths[column] === NULL;
  }

  /** Where a field's bytes begin. */
  start(column: number): number {
    return this.#starts[column] ?? 0;
  }

  id(column: number): Id {
    return idFromBytes(this.#chunk, this.start(column));
  }

  /** An id of which there are few, so that its text need not be made each time. */
  recurringId(column: number): Id {
    return this.#recurring.id(this.#chunk, this.#view, this.start(column));
  }

  text(column: number): string | null {
    const length = this.#lengths[column] ?? NULL;
    if (length === NULL) return null;
    const start = this.start(column);
    return this.#chunk.toString("utf8", start, start + length);
  }

  /** A short text of which there are few. */
  recurringText(column: number): string {
    return this.#recurring.text(this.#chunk, this.start(column), this.#lengths[column] ?? 0);
  }

  /** A `timestamptz(3)`: PostgreSQL counts microseconds from the year 2000. */
  millis(column: number): Millis {
    const start = this.start(column);
    return (this.#view.getInt32(start) * WORD + this.#view.getUint32(start + 4)) / 1_000 + EPOCH_2000_MS;
  }

  bigint(column: number): bigint | null {
    return this.isNull(column) ? null : this.#view.getBigInt64(this.start(column));
  }

  boolean(column: number): boolean {
    return this.#chunk[this.start(column)] === 1;
  }
}
