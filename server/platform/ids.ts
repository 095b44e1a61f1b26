import { randomFillSync } from "node:crypto";
import { type Millis, now } from "./clock";

/** A ULID as 26 characters of Crockford base 32. Sorted as text, ids are sorted by time. PostgreSQL holds it as `uuid`. */
export type Id = string;

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const ULID = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;
const RANDOM_POOL_BYTES = 8_192;
const RANDOM_BYTES = 10;

const pool = new Uint8Array(RANDOM_POOL_BYTES);
let poolOffset = RANDOM_POOL_BYTES;
let lastTime = -1;
const lastRandom = new Uint8Array(RANDOM_BYTES);
const bytes = new Uint8Array(16);

const ID_LENGTH = 26;
const DASH = "-".charCodeAt(0);
/**
 * The characters of the text being made. Made at once, it is one piece of memory; grown character by character it is a chain of
 * pieces, which took a third of the time of deriving a large history.
 */
const idCodes: number[] = Array<number>(ID_LENGTH).fill(0);
const uuidCodes: number[] = Array.from("00000000-0000-0000-0000-000000000000", (character) =>
  character.charCodeAt(0),
);

/**
 * A new id, greater than every id this process made before in the same millisecond.
 * Own code because the `ulid` package takes 55 to 86 µs an id, which alone would halve the redirect's throughput.
 */
export function newId(time: Millis = now()): Id {
  const clamped = time > lastTime ? time : lastTime;
  if (clamped === lastTime) increment(lastRandom);
  else refill(lastRandom);
  lastTime = clamped;
  return encode(clamped, lastRandom);
}

/** An id that carries `time`, for facts recorded long after they happened. Unlike `newId` it promises no order within a millisecond. */
export function idAt(time: Millis): Id {
  const random = new Uint8Array(RANDOM_BYTES);
  refill(random);
  return encode(time, random);
}

/** The id a person or a program wrote, in upper case; null when it is none. */
export function parseId(text: string): Id | null {
  const upper = text.toUpperCase();
  return ULID.test(upper) ? upper : null;
}

function refill(target: Uint8Array): void {
  if (poolOffset + RANDOM_BYTES > RANDOM_POOL_BYTES) {
    randomFillSync(pool);
    poolOffset = 0;
  }
  target.set(pool.subarray(poolOffset, poolOffset + RANDOM_BYTES));
  // The highest bit stays clear so that counting up within a millisecond cannot run over.
  target[0] = (target[0] ?? 0) & 0x7f;
  poolOffset += RANDOM_BYTES;
}

function increment(random: Uint8Array): void {
  for (let i = RANDOM_BYTES - 1; i >= 0; i--) {
    const next = ((random[i] ?? 0) + 1) & 0xff;
    random[i] = next;
    if (next !== 0) return;
  }
}

function encode(time: Millis, random: Uint8Array): Id {
  let rest = time;
  for (let i = 5; i >= 0; i--) {
    bytes[i] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  bytes.set(random, 6);
  return textOf(bytes);
}

/** 128 bits as 26 characters of five bits each; the first character holds the top three. */
function textOf(source: Uint8Array): Id {
  let length = 0;
  let buffer = 0;
  let bits = 2;
  for (const byte of source) {
    buffer = (buffer << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      idCodes[length++] = ALPHABET.charCodeAt((buffer >>> bits) & 31);
    }
    buffer &= (1 << bits) - 1;
  }
  return String.fromCharCode(...idCodes);
}

const HEX = "0123456789abcdef";
const hexValue = new Int8Array(128).fill(-1);
for (let i = 0; i < 16; i++) {
  hexValue[HEX.charCodeAt(i)] = i;
  hexValue[HEX.toUpperCase().charCodeAt(i)] = i;
}
const crockfordValue = new Int8Array(128).fill(-1);
for (let i = 0; i < 32; i++) crockfordValue[ALPHABET.charCodeAt(i)] = i;

/** What PostgreSQL sends for a `uuid`, as an id. */
export function idFromUuid(uuid: string): Id {
  let length = 0;
  let buffer = 0;
  let bits = 2;
  for (let i = 0; i < uuid.length; i++) {
    const value = hexValue[uuid.charCodeAt(i)] ?? -1;
    if (value < 0) continue;
    buffer = ((buffer << 4) | value) & 0xffff;
    bits += 4;
    if (bits >= 5) {
      bits -= 5;
      idCodes[length++] = ALPHABET.charCodeAt((buffer >>> bits) & 31);
    }
  }
  return String.fromCharCode(...idCodes);
}

/** The id whose 16 bytes lie at `offset`, as PostgreSQL sends a `uuid` in binary. */
export function idFromBytes(source: Uint8Array, offset: number): Id {
  for (let i = 0; i < bytes.length; i++) bytes[i] = source[offset + i] ?? 0;
  return textOf(bytes);
}

/** The 16 bytes of an id, written to `target` at `offset`. */
export function writeIdBytes(id: Id, target: Uint8Array, offset: number): void {
  if (id.length !== ID_LENGTH) throw new RangeError(`"${id}" is no id of ${ID_LENGTH} characters`);
  let length = offset;
  let buffer = 0;
  let bits = -2;
  for (let i = 0; i < ID_LENGTH; i++) {
    buffer = ((buffer << 5) | (crockfordValue[id.charCodeAt(i)] ?? -1)) & 0xffff;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    target[length++] = (buffer >>> bits) & 0xff;
  }
}

/** The id as PostgreSQL reads a `uuid`. Throws a RangeError for a text that is no id: doors parse ids before they get here. */
export function uuidFromId(id: Id): string {
  if (id.length !== ID_LENGTH) throw new RangeError(`"${id}" is no id of ${ID_LENGTH} characters`);
  let length = 0;
  let buffer = 0;
  let bits = -2;
  for (let i = 0; i < ID_LENGTH; i++) {
    const value = crockfordValue[id.charCodeAt(i)] ?? -1;
    if (value < 0) throw new RangeError(`"${id}" is no id: character ${i + 1}`);
    buffer = ((buffer << 5) | value) & 0xffff;
    bits += 5;
    while (bits >= 4) {
      bits -= 4;
      if (uuidCodes[length] === DASH) length++;
      uuidCodes[length++] = HEX.charCodeAt((buffer >>> bits) & 15);
    }
  }
  return String.fromCharCode(...uuidCodes);
}
