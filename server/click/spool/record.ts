import { crc32 } from "node:zlib";
import type { ClickRow } from "../store/insert";

const CHECKSUM_DIGITS = 8;

/** Clicks as lines of a spool file: a checksum, a space, and the row as JSON. */
export function encode(rows: readonly ClickRow[]): Buffer {
  return Buffer.from(rows.map((row) => line(JSON.stringify(row))).join(""), "utf8");
}

function line(json: string): string {
  return `${checksum(json)} ${json}\n`;
}

function checksum(json: string): string {
  return crc32(json).toString(16).padStart(CHECKSUM_DIGITS, "0");
}

/** What a line of a spool file holds. A line that a crash cut short, or that the disk spoiled, has no row. */
export function decode(text: string): ClickRow | null {
  const json = text.slice(CHECKSUM_DIGITS + 1);
  if (text.slice(0, CHECKSUM_DIGITS) !== checksum(json)) return null;
  // The checksum is that of what `encode` wrote, so the JSON is a row.
  return JSON.parse(json) as ClickRow;
}
