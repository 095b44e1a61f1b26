import { consoleText } from "@/app/_text/console/console";

/** The pages of the console, in the order of use, each with the key that leads there after `g`. */
export const PLACES = [
  { href: "/overview", name: consoleText.places.overview, key: "o" },
  { href: "/partners", name: consoleText.places.partners, key: "p" },
  { href: "/programs", name: consoleText.places.programs, key: "r" },
  { href: "/customers", name: consoleText.places.customers, key: "u" },
  { href: "/events", name: consoleText.places.events, key: "e" },
  { href: "/commissions", name: consoleText.places.commissions, key: "c" },
  { href: "/payouts", name: consoleText.places.payouts, key: "y" },
  { href: "/fraud", name: consoleText.places.fraud, key: "f" },
  { href: "/data", name: consoleText.places.data, key: "t" },
  { href: "/developers", name: consoleText.places.developers, key: "d" },
  { href: "/settings", name: consoleText.places.settings, key: "s" },
] as const;

export type PlaceHref = (typeof PLACES)[number]["href"];
