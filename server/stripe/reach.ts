/** Countries of the European Economic Area with Stripe accounts. */
const EEA = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK".split(
  " ",
);
/** Platforms in these countries can send to accounts in all of them, and nowhere else. Source: Stripe, "Cross-border transfers". */
const TOGETHER: readonly string[] = [...EEA, "CA", "CH", "GB", "US"].sort();

/** The countries whose accounts a platform's transfers reach, as ISO 3166 codes. A platform elsewhere reaches its own country only. */
export function reachedFrom(platform: string): readonly string[] {
  return TOGETHER.includes(platform) ? TOGETHER : [platform];
}

export function reaches(platform: string, country: string): boolean {
  return reachedFrom(platform).includes(country);
}
