/** What a member arranges for themself. */
export const profile = {
  title: "You",
  lead: (brand: string) => `Who you are at ${brand}, and which mail you want from it.`,
  place: "You and your mail",
  about: "Profile",
  email: "E-mail address",
  emailWhy: "You sign in with it.",
  role: "Role",
  mail: "Mail",
  mailLead:
    "Invitations, sign-in links, and what the team must know, such as payouts that failed, come in any case.",
  kinds: { notices: "When somebody applies, and when a program ends" },
  save: "Save",
  saved: "Saved.",
} as const;
