/** A re-derivation that has just begun does not know yet how many customers it is about. */
const howFar = (done: number, all: number): string =>
  all === 0 ? "counting the customers" : `${done} of ${all} customers`;

/** Programs and what they pay. */
export const programs = {
  title: "Programs",
  lead: "What partners earn, for what, and for how long.",
  create: "New program",
  make: "Create the program",
  createLead: "Name it, say where its links lead, and what it pays. All of it can be changed later.",
  save: "Save",
  saved: "Saved.",
  savedRederives: "Saved. The ledger is being worked out again.",
  open: "Read and change",
  paused: "Paused",
  active: "Active",
  filter: "Any status",
  columns: { name: "Program", terms: "Pays", status: "Status", made: "Made" },
  empty: {
    title: "No program yet",
    body: "A program says what partners earn. You write it as one sentence, and see an example of it while you write.",
    action: "Make the first program",
  },
  settings: {
    title: "Settings",
    name: "Name",
    slug: "Short name",
    slugHint: "In addresses: lower-case letters, digits and single hyphens.",
    destination: "Where links lead",
    destinationHint: "The page of your site that visitors land on, with https://.",
    domains: "Other domains links may lead to",
    domainsHint: "One on each line; their subdomains are included.",
    currency: "Currency",
    timeZone: "Time zone",
    status: "Status",
    approval: "When the holdback is over",
    approvals: { auto: "Commissions are approved by themselves", manual: "A member reviews each commission" },
    coupon: "When a code and a link name different partners",
    coupons: {
      last_touch: "The later of the two counts",
      coupon: "The code counts",
      click: "The link counts",
    },
    self: "Partners earn on what they buy themselves",
    cookies: "Redirects set a cookie",
    starts: "First day",
    ends: "Ends before",
    dateHint: "Events outside earn nothing.",
    rederives:
      "Dates, time zone, self-referral and the priority of codes decide what past events earn, too. Changing one works the program’s ledger out again.",
  },
  signup: {
    title: "Who may join",
    lead: "Without an invitation of yours.",
    page: "What it pays, and the form to apply:",
    policies: {
      automatic: "Whoever applies is a partner at once",
      review: "A member decides about each application",
      off: "Nobody: by invitation only",
    },
  },
  versions: {
    title: "Versions",
    lead: "Terms are never edited: a change is a new version.",
    now: "In force",
    from: "Counts from",
    made: "Made",
    admin: "the set-up",
    by: (name: string, when: string) => `${name}, ${when}`,
  },
  job: {
    running: (done: number, all: number) => `Working the ledger out again: ${howFar(done, all)}.`,
    done: (posted: number) =>
      posted === 0
        ? "The ledger was worked out again. Nothing changed."
        : `The ledger was worked out again: ${posted} ${posted === 1 ? "entry" : "entries"} posted.`,
    failed: (why: string) => `Working the ledger out again stopped: ${why}`,
    leave: "You may leave or reload this page. It goes on.",
    why: "It cannot be canceled: the rules hold already, and half a ledger would follow the old ones.",
    replaced: "A later change works everything out once more, so this one can be canceled.",
    cancel: "Cancel this one",
    canceled: "Canceled. The later change works everything out.",
    lines: "Ledgers being worked out",
    line: (program: string, done: number, all: number) =>
      `${program}: working the ledger out again, ${howFar(done, all)}.`,
  },
} as const;
