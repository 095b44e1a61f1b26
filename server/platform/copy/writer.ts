import { type Id, writeIdBytes } from "../ids";

const FIRST_BYTES = 4_096;
const ID_BYTES = 16;
const LENGTH_BYTES = 4;
const MAX_BYTES_PER_CHARACTER = 3;
const MAX_KNOWN_IDS = 10_000;

/** Writes fields as PostgreSQL sends them in a binary COPY, one after the other from wherever `at` is set to. */
export class FieldWriter {
  at = 0;
  #bytes = Buffer.alloc(FIRST_BYTES);
  #view = viewOf(this.#bytes);
  readonly #known = new Map<Id, Buffer>();

  get view(): DataView {
    return this.#view;
  }

  /** The 16 bytes of an id, without the length that precedes a field. */
  bareId(id: Id): void {
    this.#reserve(ID_BYTES);
    writeIdBytes(id, this.#bytes, this.at);
    this.at += ID_BYTES;
  }

  id(id: Id | null): void {
    if (id === null) return this.#null();
    this.#length(ID_BYTES);
    this.bareId(id);
  }

  /** An id of which there are few: its bytes are kept. */
  recurringId(id: Id | null): void {
    if (id === null) return this.#null();
    let bytes = this.#known.get(id);
    if (!bytes) {
      bytes = Buffer.alloc(ID_BYTES);
      writeIdBytes(id, bytes, 0);
      if (this.#known.size === MAX_KNOWN_IDS) this.#known.clear();
      this.#known.set(id, bytes);
    }
    this.#length(ID_BYTES);
    this.#reserve(ID_BYTES);
    this.#bytes.set(bytes, this.at);
    this.at += ID_BYTES;
  }

  text(text: string | null): void {
    if (text === null) return this.#null();
    this.#reserve(LENGTH_BYTES + text.length * MAX_BYTES_PER_CHARACTER);
    const length = this.#bytes.write(text, this.at + LENGTH_BYTES, "utf8");
    this.#view.setInt32(this.at, length);
    this.at += LENGTH_BYTES + length;
  }

  integer(value: number): void {
    this.#length(4);
    this.#reserve(4);
    this.#view.setInt32(this.at, value);
    this.at += 4;
  }

  /** The 8 bytes of a `bigint`, without the length that precedes a field. */
  bareBigint(value: bigint): void {
    this.#reserve(8);
    this.#view.setBigInt64(this.at, value);
    this.at += 8;
  }

  #null(): void {
    this.#length(-1);
  }

  #length(length: number): void {
    this.#reserve(LENGTH_BYTES);
    this.#view.setInt32(this.at, length);
    this.at += LENGTH_BYTES;
  }

  #reserve(more: number): void {
    if (this.at + more <= this.#bytes.length) return;
    const larger = Buffer.alloc(Math.max(this.#bytes.length * 2, this.at + more));
    this.#bytes.copy(larger);
    this.#bytes = larger;
    this.#view = viewOf(larger);
  }
}

function viewOf(bytes: Buffer): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
