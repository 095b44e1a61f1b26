import { invalid } from "../core/failure";

/** Where a platform may send money to: accounts in its own country, and between the members of one group. */
const EEA = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK";
const WITHIN_REACH: ReadonlySet<string> = new Set(`${EEA} CA CH GB US`.split(" "));

/** Countries in which Stripe opens accounts at all, with the currency of each. */
const CURRENCIES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(EEA.split(" ").map((country) => [country, "eur"])),
  AE: "aed",
  AU: "aud",
  BR: "brl",
  CA: "cad",
  CH: "chf",
  CZ: "czk",
  DK: "dkk",
  GB: "gbp",
  HK: "hkd",
  HU: "huf",
  IN: "inr",
  IS: "isk",
  JP: "jpy",
  MX: "mxn",
  MY: "myr",
  NO: "nok",
  NZ: "nzd",
  PL: "pln",
  RO: "ron",
  SE: "sek",
  SG: "sgd",
  TH: "thb",
  US: "usd",
};

export function currencyOf(country: string): string {
  const currency = CURRENCIES[country];
  if (currency) return currency;
  throw invalid(`Country '${country}' is unknown or not supported by Stripe.`, { param: "country" });
}

export function reaches(platform: string, destination: string): boolean {
  return platform === destination || (WITHIN_REACH.has(platform) && WITHIN_REACH.has(destination));
}
