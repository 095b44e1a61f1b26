/** The review queue and the ledger. */
export const commissions = {
  title: "Commissions",
  lead: "Every entry of the ledger. An entry is never edited: what changes what is owed is a new one.",
  columns: {
    partner: "Partner",
    amount: "Amount",
    status: "Status",
    kind: "Entry",
    program: "Program",
    made: "Made",
    available: "Holdback ends",
    event: "Earned by",
  },
  status: { pending: "In holdback", approved: "Approved", paid: "Paid", reversed: "Replaced" },
  review: "To review",
  why: {
    pending: (until: string) => `until ${until}`,
    review: (since: string) => `holdback over since ${since}`,
    approved: (when: string) => `on ${when}`,
    inPayout: "in a payout",
    reversed: (when: string) => `on ${when}`,
  },
  kind: {
    accrual: "Earned",
    correction: "Correction",
    clawback: "Clawback",
    bonus: "Bonus",
    manual: "By hand",
  },
  clicks: (day: string) => `Clicks of ${day}`,
  filters: { status: "Any status", program: "Any program", partner: (name: string) => `Partner: ${name}` },
  trace: "See how it came about",
  reason: "Reason",
  approve: "Approve",
  reverse: "Reverse",
  cancel: "Cancel",
  reverseReason: "Why",
  reverseHint: "Kept with the entry. Partners see it.",
  approved: (count: number) => `${entries(count)} approved.`,
  reversed: (count: number) => `${entries(count)} reversed.`,
  noneSelected: "Nothing is selected.",
  reasonMissing: "Say why: partners will ask.",
  empty: {
    title: "No commission yet",
    body: "The first appears by itself when a customer who followed a partner’s link pays. The demonstration shows how.",
    action: "See a commission traced",
    guide: "How commissions come about",
  },
  undo: "Undo the reversal",
  undone: "The reversal is undone. What is owed was worked out anew.",
  undoTitle: "Undo this reversal?",
  undoEffect: (partner: string) =>
    `What ${partner} is owed for this is worked out anew and posted as a new entry. The reversed one stays as it is.`,
  effect: {
    approveTitle: "Approve?",
    reverseTitle: "Reverse?",
    approve: (count: number, partners: number, sums: string) =>
      `${entries(count)} of ${people(partners)} ${count === 1 ? "becomes" : "become"} payable: ${sums}.`,
    reverse: (count: number, partners: number, sums: string) =>
      `${entries(count)} of ${people(partners)} ${count === 1 ? "is" : "are"} worth nothing any more: ${sums} less is owed. It stays so whatever is derived again, until somebody undoes it.`,
    clawback: (partner: string, sum: string) =>
      `${partner} was paid ${sum}. A negative entry is posted, and the next payout takes it off.`,
    nothing: "Nothing would change.",
    unchanged: (count: number) => `${entries(count)} ${count === 1 ? "stands" : "stand"} so already.`,
    refused: (count: number, why: string) =>
      `${entries(count)} ${count === 1 ? "stays as it is" : "stay as they are"}. ${why}`,
  },
} as const;

function entries(count: number): string {
  return count === 1 ? "1 entry" : `${count} entries`;
}

function people(count: number): string {
  return count === 1 ? "1 partner" : `${count} partners`;
}
