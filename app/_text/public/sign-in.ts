/** Coming in and going out. */
export const signIn = {
  title: "Sign in",
  lead: "We send you a link by mail. There is no password.",
  invited: "You are invited. A link by mail proves that the address is yours, and there is no password.",
  email: "E-mail address",
  send: "Send me a link",
  already: (email: string) => `You are signed in as ${email}.`,
  goOn: "Go on",
  hint: "Members of a brand and partners sign in here alike.",
  demo: {
    title: "Look around the demonstration",
    lead: "Nothing here is real. You may change anything.",
    admin: "Sign in as the brand’s admin",
    partner: "Sign in as a partner",
  },
  problems: {
    Verification: "That link was used already, or its 15 minutes are over. Ask for a new one.",
    AccessDenied: "That address belongs to no brand here any more.",
    EmailSignin: "That is not an e-mail address. Please check it.",
    RateLimited: "That were many links in a short time. Try again in a quarter of an hour.",
    other: "That did not work. Please ask for a new link.",
  } as Readonly<Record<string, string>>,
  sent: {
    title: "Look into your mail",
    body: "If that address belongs to somebody here, a link is on its way. It works once, within 15 minutes.",
    none: "Nothing came? Look among unwanted mail, or check the address and ask again.",
    again: "Ask again",
    mailbox: "This server sends no mail yet. On its own machine you can read it:",
    open: "Open the mailbox",
  },
  confirm: {
    title: "Sign in as",
    body: "Press the button to go on. Programs that look through mail open links, and they must not sign in as you.",
    button: "Sign in",
    incomplete: "This link is not whole. Copy all of it from the mail, or ask for a new one.",
  },
} as const;
