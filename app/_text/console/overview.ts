/** How the program is doing, and what to do now. */
export const overview = {
  title: "Overview",
  lead: (days: number) => `The last ${days} days, each figure compared with the ${days} days before.`,
  spans: { label: "Span", days: (days: number) => `${days} days` },
  figures: {
    clicks: "Clicks that count",
    customers: "New customers",
    revenue: "Revenue credited",
    commission: "Commission",
    none: "none before",
    same: "as before",
  },
  chart: {
    title: "Day by day",
    lead: (timeZone: string) => (timeZone === "UTC" ? "Days in UTC." : `Days as in ${timeZone}.`),
    table: "Show the figures as a table",
    day: "Day",
    measures: {
      clicks: "Clicks that count",
      customers: "New customers",
      revenue: "Revenue",
      commissions: "Commission",
    },
    measure: "Shown",
    most: (value: string) => `At most ${value} a day`,
  },
  tasks: {
    title: "What to do now",
    done: "Nothing waits for you. Payouts, reviews and webhooks are in order.",
    review: (count: number) =>
      `${count} ${count === 1 ? "commission waits" : "commissions wait"} for your review`,
    applications: (count: number) =>
      `${count} ${count === 1 ? "person wants" : "people want"} to become a partner`,
    suspect: (count: number) =>
      `${count} ${count === 1 ? "click was" : "clicks were"} taken for abuse this month and ${count === 1 ? "waits" : "wait"} for your decision`,
    due: "Approved and due for the next payout",
    toConfirm: (count: number) => `${count} ${count === 1 ? "payout waits" : "payouts wait"} to be confirmed`,
    stuck: (count: number) =>
      `${count} ${count === 1 ? "payout is" : "payouts are"} held: somebody has to look`,
    lacking: (count: number) =>
      `${count} ${count === 1 ? "event" : "events"} of Stripe’s could not be taken in: sales or refunds are missing`,
    failing: (count: number) => `${count} ${count === 1 ? "webhook fails" : "webhooks fail"}`,
  },
  setup: {
    title: "Set-up",
    lead: (done: number, all: number) => `${done} of ${all} steps done.`,
    program: "Make a program: what partners earn, and for how long",
    partner: "Invite your first partner",
    click: "Follow a partner’s link once",
    event: "Report a first event from your site",
  },
} as const;
