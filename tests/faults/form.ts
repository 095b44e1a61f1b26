const SHORT = {
  serverKills: 3,
  databaseKills: 1,
  databaseFreezes: 1,
  bothKills: 1,
  listenerCuts: 1,
  embeddedKills: 1,
  jobKills: 3,
  awayMs: 2_000,
  maxPauseMs: 800,
  visitors: 16,
  timeoutMs: 300_000,
};

const LONG: typeof SHORT = {
  serverKills: 20,
  databaseKills: 10,
  databaseFreezes: 10,
  bothKills: 5,
  listenerCuts: 10,
  embeddedKills: 10,
  jobKills: 50,
  awayMs: 10_000,
  maxPauseMs: 3_000,
  visitors: 16,
  timeoutMs: 40 * 60_000,
};

const isLong = process.env["FAULTS"] === "long";

/** How often what happens. The short form is part of `npm test`, the long one is `npm run faults -- --long`. */
export const form = isLong ? LONG : SHORT;

/** Prints the figures of the long form, which a person started to read them. */
export function report(figures: Record<string, number>): void {
  if (isLong) process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
}
