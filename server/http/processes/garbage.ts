import v8 from "node:v8";

/**
 * Lets every object begin among the young, where garbage costs nothing. V8 would place some with the old ones, because others made
 * by the same line lived for long once; what such an object points to, the text of a whole insert, then outlives it until
 * the next marking of the heap. To be called before anything is busy.
 */
export function beginYoung(): void {
  v8.setFlagsFromString("--no-allocation-site-pretenuring");
}
