import type { StoryKey } from "@/server/demo/history/stories";
import type { SumLine } from "@/server/demo/shown/arithmetic";
import type { AttributionModel } from "@/server/program/rules";

const stories: Record<StoryKey, string> = {
  refund: "Three partners, a second device and a refund",
  dispute: "A dispute that was won",
  coupon: "A coupon at the checkout",
  bonus: "A fixed amount for the first subscription",
  leaver: "A partner who had left",
};

const models: Record<AttributionModel, string> = {
  last_click: "the last click gets all",
  first_click: "the first click gets all",
  linear: "all clicks share alike",
  position: "40 % to the first click, 40 % to the last, 20 % to those between; two share alike",
  time_decay: "later clicks get more",
};

const lines: Record<SumLine["kind"], string> = {
  gross: "paid",
  refunded: "refunded",
  disputed: "disputed",
  net: "kept by the brand",
  rate: "the rule’s rate",
  fixed: "the rule’s amount",
  proportion: "the part of the sale that was kept",
  cap: "at most",
  whole: "to be shared",
  share: "this partner’s share",
  part: "earned",
};

const eventNames: Record<string, string> = {
  invoice_paid: "invoice paid",
  subscription_created: "subscription",
  refund: "refund",
  dispute_opened: "dispute opened",
  dispute_won: "dispute won",
  dispute_lost: "dispute lost",
};

/** The page that traces one commission. */
export const demo = {
  title: "A commission, traced",
  eventName: (type: string) => eventNames[type] ?? type.replaceAll("_", " "),
  lines,
  models,

  empty: {
    title: "There is nothing to trace yet",
    body: "This page traces one commission of a demonstration: a program with 40 partners and four months of clicks, renewals, refunds and a dispute. It is loaded at the start, once, beside whatever else is there.",
    how: "Stop the server, and start it again with",
    command: "npm start -- --demo",
  },
  missing: {
    title: "The demonstration has no such commission",
    body: "The address names a commission that is not part of the demonstration. Choose one below.",
  },

  stories: { label: "Histories worth a look", titles: stories },
  summary: {
    earned: (partner: string) => `${partner} earned`,
    forEvent: "for",
    of: "of",
    sum: "The sum",
    status: {
      pending: (until: string) => `In holdback until ${until}`,
      approved: "Approved",
      paid: "Paid",
      reversed: "Replaced",
    },
    statusWhy: {
      pending: (days: number) => `The program waits ${days} days for refunds before it approves.`,
      approved: (when: string, over: string) => `On ${when}. The holdback ended on ${over}.`,
      paid: "",
      reversed: (when: string) => `On ${when}, by the entries below.`,
    },
  },
  map: {
    label: (clicks: number, counting: number) =>
      `${clicks} ${clicks === 1 ? "click" : "clicks"} on a line of time, ${counting} of which count for the event. The list below says the same in words.`,
    window: (days: number) => `${days}-day window`,
  },
  clicks: {
    title: "Clicks",
    lead: (all: number, counting: number) =>
      all === counting
        ? `${all === 1 ? "One click is" : `${all} clicks are`} tied to this customer, and ${all === 1 ? "it counts" : all === 2 ? "both count" : "all count"}.`
        : counting === 0
          ? all === 1
            ? "One click is tied to this customer, and it does not count."
            : `${all} clicks are tied to this customer, and none of them counts.`
          : `${all} clicks are tied to this customer. ${counting} of them ${counting === 1 ? "counts" : "count"}.`,
    coupon: "coupon",
    none: "No click: credited by hand.",
    unknown: "No click is tied to this customer.",
  },
  identity: {
    title: "Identity",
    lead: (clicks: number, user: string) =>
      `${clicks === 1 ? "This click is" : "These clicks are"} the customer ${user}.`,
    late: "Learnt after the event, and counted all the same.",
    coupon: "Tied by the coupon that was used.",
  },
  event: {
    title: "Event",
    received: "happened",
    nothing: "Nothing was refunded or disputed.",
    all: "all of it",
    won: "kept",
  },
  attribution: {
    title: "Attribution",
    lead: (model: AttributionModel) => `The program’s model: ${models[model]}.`,
    byHand: "Credited by hand.",
  },
  rule: {
    title: "Rule",
    percent: (value: string) => `${value} %`,
    sentence: (what: string, trigger: "every" | "first" | "subsequent", type: string) =>
      `Pay ${what} of ${trigger === "every" ? "every" : `the ${trigger}`} ${type}`,
    fixedSentence: (what: string, trigger: "every" | "first" | "subsequent", type: string) =>
      `Pay ${what} for ${trigger === "every" ? "every" : `the ${trigger}`} ${type}`,
    months: (months: number) => `for ${months} months`,
    anyRevenue: "event that carries revenue",
    terms: (date: string) => `Terms in force since ${date}.`,
    shared: (amount: string) => `That makes ${amount}, shared like this:`,
    alone: (amount: string) => `That makes ${amount} for one partner.`,
  },
  entries: {
    title: "Ledger entries",
    lead: "An entry is never edited. Whatever changes what is owed is a new entry, and the old one is marked.",
    causes: {
      first: "Posted when the event was first credited",
      net: (before: string, after: string) => `The sale was worth ${before} and is now worth ${after}`,
      shares: "The credit was divided anew",
      withdrawn: "Nothing was owed any more",
      restored: "Owed again",
      other: "Worked out again",
    },
    status: { pending: "pending", approved: "approved", paid: "paid", reversed: "replaced" },
    sum: "Standing now",
  },
  recent: {
    title: "Recent commissions",
    lead: "Choose one to see what it rests on.",
    columns: { partner: "Partner", event: "Event", when: "When", status: "Status", amount: "Amount" },
  },
} as const;
