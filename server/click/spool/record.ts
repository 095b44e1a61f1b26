import { crc32 } from "node:zlib";
import { NO_CAMPAIGN } from "../redirect/campaign";
import type { ClickRow } from "../store/insert";

const CHECKSUM_DIGITS = 8;
/** JSON leaves these as they are, and some readers of lines take them for an end. */
const OTHER_LINE_ENDS = /[\u2028\u2029]/g;

/** Columns that may be missing in a row that an earlier version spooled, because they were added since. */
const ABSENT: {
  [Column in keyof ClickRow as null extends ClickRow[Column] ? Column : never]: ClickRow[Column];
} = {
  ...NO_CAMPAIGN,
  linkId: null,
  couponId: null,
  verdictReason: null,
  landingUrl: null,
  referrer: null,
  userAgent: null,
  ipHash: null,
  country: null,
};

/** Clicks as lines of a spool file: a checksum, a space, and the row as JSON. */
export function encode(rows: readonly ClickRow[]): Buffer {
  return Buffer.from(rows.map((row) => line(jsonOf(row))).join(""), "utf8");
}

function jsonOf(row: ClickRow): string {
  return JSON.stringify(row).replace(OTHER_LINE_ENDS, (end) => `\\u${end.charCodeAt(0).toString(16)}`);
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
  // The checksum is that of what `encode` wrote, so the JSON is a row: of this version, or of one before.
  return { ...ABSENT, ...(JSON.parse(json) as ClickRow) };
}
