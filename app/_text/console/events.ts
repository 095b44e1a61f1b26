/** What customers did, and what came of it. */
export const events = {
  title: "Events",
  lead: "Signups, payments, refunds: each with what it led to, and why.",
  columns: {
    type: "Event",
    customer: "Customer",
    outcome: "Outcome",
    partners: "Credited to",
    value: "Value",
    ts: "Happened",
    received: "Received",
    source: "Came through",
    externalId: "Your id",
  },
  sources: { api: "API", coupon: "Coupon", stripe: "Stripe" } as Readonly<Record<string, string>>,
  outcome: {
    attributed: "Credited",
    no_identity: "No click known",
    no_click: "No click counts",
    outside_window: "Outside the window",
    partner_inactive: "Partner inactive",
    self_referral: "Self-referral",
    not_attributable: "Not for credit",
  },
  waiting: "Being worked out",
  filters: {
    type: "Type, as invoice_paid",
    userId: "User id",
    outcome: "Any outcome",
    partner: (name: string) => `Credited to ${name}`,
  },
  open: "Why?",
  explain: "Why it was credited, or not",
  empty: {
    title: "No event yet",
    body: "Your server or Stripe reports what customers do: a signup, a payment, a refund. Each then shows here with what it led to.",
    action: "Report a first event",
  },
  verdict: {
    credited: (names: string) => `Credited to ${names}`,
    not: "Not credited",
    none: "Not something that is credited",
    of: "of",
    by: "by",
  },
  next: {
    title: "What would change that",
    no_identity:
      "Tell us which click belongs to this user: call identify with the click’s reference and this user id, from the page where people sign up or from your server. It may come late: the event is credited then.",
    no_click:
      "Look at the clicks below. One that was taken for abuse can be let count on the Fraud page; the event is credited then.",
    outside_window:
      "The program’s window is part of its terms. A longer one can be set for the future, or from a past day; then this event is judged again.",
    partner_inactive:
      "The partner has to be active and enrolled both at the click and at the event. Times in which a partner was revoked earn nothing, and stay so.",
    self_referral:
      "Customer and partner have the same address. If that is meant to be, the program’s terms can allow it.",
    sale: "Open the sale that it names",
  },
} as const;
