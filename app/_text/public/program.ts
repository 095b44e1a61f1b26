/** A program's public page: what it pays, what that may come to, and how to join. */
export const publicProgram = {
  title: (program: string, brand: string) => `${program}: earn with ${brand}`,
  eyebrow: (brand: string) => `${brand} pays partners`,
  earn: "You earn",
  site: (host: string) => `Visit ${host}`,
  facts: {
    title: "How it works",
    credit: "Who is credited",
    creditWords: (model: string, days: number) => `${model}, within ${days} days of the visit`,
    cookie: "Visitors are remembered",
    days: (days: number) => `${days} days`,
    holdback: "Paid out",
    holdbackWords: (days: number) =>
      days === 0
        ? "With the next payout"
        : `With the next payout after ${days} days, in which customers may ask for their money back`,
    currency: "Currency",
  },
  calculator: {
    title: "What it may come to",
    lead: "Worked out by the same rules that pay you.",
    customers: "New customers a month",
    value: (currency: string) => `Each pays a month, in ${currency}`,
    show: "Work it out",
    year: "In your first year",
    none: "Nothing: these terms pay for something else than payments.",
    wrong: "Say how many customers, up to 10,000, and an amount such as 49.00.",
    how: "Customers who stay all year long. Refunds take their part back, and clicks are not in it.",
  },
  apply: {
    title: "Apply",
    lead: {
      automatic: "You are in at once. A mail brings you the way to your links.",
      review: "A person reads it and answers by mail.",
    },
    name: "Your name",
    email: "E-mail address",
    emailHint: "You sign in with it: there is no password.",
    website: "Your site or channel",
    websiteHint: "If you have one.",
    message: "How will you recommend us?",
    send: "Apply",
    sent: "Thank you. The answer comes by mail, to the address you gave.",
    already: "A partner already?",
    signIn: "Sign in",
    closed: "This program takes partners by invitation only.",
    wrong: {
      name: "Say what your name is.",
      email: "That is not an e-mail address. Please check it.",
      website: "An address of a site begins with https://",
      message: "That is too long: 2,000 characters at most.",
    },
  },
} as const;
