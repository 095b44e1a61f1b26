const counted = (count: number, one: string, many: string): string =>
  `${count.toLocaleString("en")} ${count === 1 ? one : many}`;

const linksOf = ({ links, programs }: { links: number; programs: number }): string =>
  `${counted(links, "link", "links")} of ${counted(programs, "active program", "active programs")}`;

type Signed = { members: number; sessions: number };
type Keys = { secret: number; publishable: number; partner: number };

/** Acts that shut people and machines out at once, and what everybody is told while links are paused. */
export const danger = {
  title: "Danger zone",
  lead: "For a bad day: each of these holds at once and for the whole brand. What is owed and what was recorded stays as it is.",
  owners: "Only an owner of the brand may do these. You see what they would concern.",
  cancel: "Leave it as it is",
  pause: {
    title: "Pause everything",
    lead: (all: { links: number; programs: number }) =>
      all.links === 0 ? "No partner’s link leads to you yet." : `${linksOf(all)} lead to you now.`,
    paused: "All links are paused",
    by: (who: string) => `by ${who}`,
    action: "Pause all links",
    ask: "Pause all links?",
    effect: (all: { links: number; programs: number }) => [
      `${linksOf(all)} show the page “This link is paused” within a second, on your own domains too. Visits are not recorded and earn nothing.`,
      "Customers who came before, coupons, your reports of sales, and payouts go on. Every partner sees a note in the portal.",
      "Start again, and exactly these links lead on; what is paused by itself stays paused.",
    ],
    done: "All links are paused.",
    resume: "Start all links again",
    resumeAsk: "Start all links again?",
    resumeEffect: (all: { links: number; programs: number }) => [
      `${linksOf(all)} lead on within a second. What is paused by itself stays paused.`,
    ],
    resumed: "All links lead on.",
  },
  signOut: {
    title: "Sign everybody out",
    lead: ({ members, sessions }: Signed) =>
      sessions === 0
        ? "Nobody but you is signed in: there is no other session of a member."
        : `${counted(sessions, "session", "sessions")} of ${counted(members, "member", "members")}, without this one.`,
    action: "Sign everybody out",
    ask: "Sign everybody out?",
    effect: ({ members, sessions }: Signed) => [
      `${counted(sessions, "session", "sessions")} of ${counted(members, "member", "members")} end with the next request, wherever else these people are signed in here, and mailed sign-in links that were not used stop working.`,
      "You stay signed in on this browser. Everybody else asks for a new link by mail; who should not come back is revoked under Members. Partners stay signed in.",
    ],
    done: ({ sessions }: Signed) => `${counted(sessions, "session has", "sessions have")} ended.`,
  },
  keys: {
    title: "Revoke all API keys",
    lead: ({ secret, publishable, partner }: Keys) =>
      `${counted(secret, "secret key", "secret keys")}, ${counted(publishable, "publishable key", "publishable keys")}; ${counted(partner, "key", "keys")} of partners.`,
    environment:
      "The key in the server’s environment, ADMIN_API_KEY, is not among them and stays: whoever runs the server changes it there and restarts.",
    none: "No API key works at present.",
    action: "Revoke all keys",
    ask: "Revoke all API keys?",
    effect: ({ secret, publishable, partner }: Keys) => [
      `${counted(secret, "secret key", "secret keys")} and ${counted(publishable, "publishable key", "publishable keys")} are refused from now on, for good. Sales that your servers and pages report with them are not recorded until they have new ones.`,
      partner === 0
        ? "Partners have no keys of their own."
        : `${counted(partner, "key", "keys")} of partners stay, unless you choose otherwise here.`,
    ],
    partners: (count: number) => `Also ${counted(count, "key", "keys")} of partners`,
    done: (count: number) => `${counted(count, "key is", "keys are")} revoked.`,
  },
  remove: {
    title: "Leave with everything",
    lead: "There is no button that deletes a brand.",
    body: "Save everything under Data first: each table as CSV, or all of it as JSON or SQL. Then stop the server, and delete its folder of data (DATA_DIR, .data unless set) or drop the database that DATABASE_URL names. The guide “Taking your data along”, in docs/guides/exports.md, says it step by step.",
    action: "Save everything",
  },
  notice: {
    console: "All links are paused: visitors see the page of a paused link.",
    action: "See the danger zone",
    portal: "The brand has paused all links for now. Yours lead on again when it starts them.",
  },
} as const;
