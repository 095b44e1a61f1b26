import { type Id, idFromBytes } from "../ids";

const SLOTS = 1_024;
const ID_WORDS = 4;
const LONGEST_TEXT = 64;

/** Remembers ids and texts by their bytes. Two that fall on one place displace each other. */
export class Recurring {
  readonly #idWords = new Int32Array(SLOTS * ID_WORDS);
  readonly #ids: Id[] = Array<Id>(SLOTS).fill("");
  readonly #texts: string[] = Array<string>(SLOTS).fill("");

  id(bytes: Buffer, view: DataView, start: number): Id {
    const words = this.#idWords;
    const first = view.getInt32(start);
    const second = view.getInt32(start + 4);
    const third = view.getInt32(start + 8);
    const fourth = view.getInt32(start + 12);
    const slot = (first ^ second ^ third ^ fourth) & (SLOTS - 1);
    const at = slot * ID_WORDS;
    const known = this.#ids[slot] ?? "";
    if (
      known !== "" &&
      words[at] === first &&
      words[at + 1] === second &&
      words[at + 2] === third &&
      words[at + 3] === fourth
    )
      return known;
    const id = idFromBytes(bytes, start);
    words[at] = first;
    words[at + 1] = second;
    words[at + 2] = third;
    words[at + 3] = fourth;
    this.#ids[slot] = id;
    return id;
  }

  text(bytes: Buffer, start: number, length: number): string {
    if (length > LONGEST_TEXT) return bytes.toString("utf8", start, start + length);
    let hash = length;
    for (let i = 0; i < length; i++) hash = (Math.imul(hash, 31) + (bytes[start + i] ?? 0)) | 0;
    const slot = hash & (SLOTS - 1);
    const known = this.#texts[slot] ?? "";
    if (isSame(known, bytes, start, length)) return known;
    const text = bytes.toString("utf8", start, start + length);
    this.#texts[slot] = text;
    return text;
  }
}

/** Only ASCII is found again: anything else has fewer characters than bytes. */
function isSame(known: string, bytes: Buffer, start: number, length: number): boolean {
  if (known.length !== length) return false;
  for (let i = 0; i < length; i++) if (known.charCodeAt(i) !== bytes[start + i]) return false;
  return true;
}
