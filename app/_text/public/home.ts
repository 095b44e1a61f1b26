/** The first page. Only what exists may be said here. */
export const home = {
  title: "Every commission can show its work",
  lead: "OpenPartner follows a partner’s link from click to signup to revenue, decides who earned what, and keeps a ledger that explains every cent. It is open source, and runs on one machine with one command.",
  seeTrace: "See a commission traced",
  runIt: "Run it",
  readApi: "Read the API",

  receipt: {
    label: "A worked case",
    who: "Mara Lind earned",
    amount: "15.00",
    currency: "USD",
    because: "20 % of what one customer paid and kept",
    steps: [
      { kind: "raw", what: "Click", when: "2 Mar, 09:14", detail: "on /r/mara" },
      { kind: "raw", what: "Identity", when: "2 Mar, 09:31", detail: "that click was user_8412" },
      { kind: "raw", what: "Invoice paid", when: "12 Mar, 10:00", detail: "100.00" },
      { kind: "raw", what: "Refund", when: "14 Mar, 16:20", detail: "−25.00" },
      {
        kind: "derived",
        what: "Attribution",
        when: "last click",
        detail: "10 days before; the window is 60",
      },
    ],
    sum: [
      { text: "100.00 − 25.00", note: "paid, less the refund" },
      { text: "= 75.00 × 20 %", note: "the rule in force that day" },
      { text: "= 15.00 USD", note: "pending until 11 Apr, 30 days of holdback" },
    ],
  },

  chain: {
    title: "Six steps, and nothing hidden between them",
    lead: "What happened is stored as it came. Who earned what is worked out from that, and can be worked out again at any time.",
    groups: [
      {
        kind: "raw",
        name: "Facts",
        promise: "Stored once, never changed",
        steps: [
          {
            name: "Click",
            example: "/r/mara",
            text: "An arrival through a partner’s link, coupon or tracked parameter. Bots are kept and marked, not thrown away.",
          },
          {
            name: "Identity",
            example: "user_8412",
            text: "This click belongs to that customer. It may be learnt late, and from several devices.",
          },
          {
            name: "Event",
            example: "100.00 USD",
            text: "What the customer did: a signup, a payment, a refund, a dispute. In any order.",
          },
        ],
      },
      {
        kind: "derived",
        name: "Derived",
        promise: "Same facts, same answer",
        steps: [
          {
            name: "Attribution",
            example: "last click, 100 %",
            text: "Which clicks are credited with which event, by the model and window of the program’s terms.",
          },
        ],
      },
      {
        kind: "ledger",
        name: "Ledger",
        promise: "Amounts are never edited",
        steps: [
          {
            name: "Commission",
            example: "15.00 USD",
            text: "What each partner is owed, with its rule and arithmetic. Changes are new entries.",
          },
          {
            name: "Payout",
            example: "15.00 USD",
            text: "One transfer of a partner’s balance: over Stripe, PayPal, Wise or by hand, with a statement.",
          },
        ],
      },
    ],
  },

  trust: {
    title: "Why the figures can be trusted",
    lead: "The tests hold the ledger to these rules, on thousands of generated histories.",
    laws: [
      {
        law: "The ledger agrees with the facts",
        text: "For each event, partner and rule, the entries add up to exactly what the facts say is owed.",
      },
      {
        law: "Asking twice changes nothing",
        text: "Every request can be repeated. Working a history out again posts nothing new.",
      },
      {
        law: "Order does not matter",
        text: "A refund before its sale, a late sign-in, a webhook out of turn: any order ends in the same sums.",
      },
      {
        law: "Never more than the whole",
        text: "An event is credited to 100 % at most, and shared amounts add up to the smallest unit.",
      },
      {
        law: "Nothing is overwritten",
        text: "A refund or a new rule becomes a new entry beside the old one, with its reason and its time.",
      },
      {
        law: "Exact decimals only",
        text: "Amounts are whole minor units with their currency. They are rounded once, at the end.",
      },
    ],
  },

  run: {
    title: "Ways to run it",
    lead: "Node 20.19 or newer is all it needs.",
    ways: [
      {
        name: "On one machine",
        command: "npm start",
        text: "Installs, builds, starts a PostgreSQL of its own and serves. Everything it stores is in one folder.",
      },
      {
        name: "On your PostgreSQL",
        command: "DATABASE_URL=postgres://… npm start",
        text: "Any PostgreSQL from version 15. Tables are made and kept up to date at each start.",
      },
      {
        name: "With a history to explore",
        command: "npm start -- --demo",
        text: "Adds a program with 40 partners and four months of clicks, renewals, refunds and a dispute.",
      },
    ],
  },

  first: {
    title: "From the first click to the first commission",
    label: "Commands to paste",
    lead: "Paste this into a shell in the folder where the server was started. The last line prints a commission of 20.00 USD.",
    comments: {
      setUp: "A program that pays 20 % of every paid invoice, a partner, a link",
      visit: "A visitor follows the link and signs up",
      sale: "The visitor pays; the partner has earned",
    },
  },
} as const;
