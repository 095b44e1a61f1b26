import v8 from "node:v8";

/** How much may be added to what is alive, in percent of it, before V8 looks through the whole heap again. */
const HEAP_GROWTH_PERCENT = 200;

/**
 * Lets V8 look through the whole heap seldom: that keeps both of two cores busy while visitors wait. To be called before anything
 * is busy.
 */
export function tuneGarbageCollection(): void {
  // Every object begins among the young, where garbage costs nothing. V8 would place some with the old ones, because others made
  // by the same line lived for long once; what such an object points to, the text of a whole insert, then outlives it.
  v8.setFlagsFromString("--no-allocation-site-pretenuring");
  // By itself V8 looks again as soon as a fifth has been added to forty megabytes, which is every few seconds.
  v8.setFlagsFromString(`--heap-growing-percent=${HEAP_GROWTH_PERCENT}`);
}
