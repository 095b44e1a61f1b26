/** What a decision would do to the ledger. */
export const effect = {
  none: "No money moves: nothing that is owed rests on it.",
  events: (changed: number) =>
    changed === 1 ? "What is owed for one event changes:" : `What is owed for ${changed} events changes:`,
  partner: (name: string, before: string, after: string) => `${name}: ${before} becomes ${after}.`,
  paid: "What was paid already is taken off the next payout, or added to it.",
} as const;
