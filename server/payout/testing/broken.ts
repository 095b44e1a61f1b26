/** A law that did not hold. */
export class Broken extends Error {}
