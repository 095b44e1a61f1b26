import type { FileKind } from "./store";

const BYTES_PER_MB = 1_048_576;

export const MAX_FILE_BYTES: Readonly<Record<FileKind, number>> = {
  logo: BYTES_PER_MB,
  asset: 5 * BYTES_PER_MB,
};
export const MAX_ASSETS = 200;
/** Larger ones are a way to fill a browser's memory with a small file. */
export const MAX_SIDE_PIXELS = 10_000;
