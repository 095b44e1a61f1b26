/** The partners, the busiest first. Invented people and sites. */
export const PARTNERS = [
  "Mara Lindqvist",
  "The Quiet Dashboard",
  "Tomás Echeverría",
  "Ops & Coffee",
  "Noor van Dijk",
  "Bluegate Reviews",
  "Priya Raman",
  "Small Fleet Weekly",
  "Jonas Hofmann",
  "Ledger & Lathe",
  "Amara Okonjo",
  "StackFinder",
  "Elif Sarıkaya",
  "Field Notes on Growth",
  "Caleb Whitfield",
  "Saltmarsh Studio",
  "Hugo Delacroix-Roy",
  "The Back Office",
  "Ines Carvalho",
  "Kestrel Consulting",
  "Yuki Tanabe",
  "Northlight Podcast",
  "Oksana Bilyk",
  "Practical Pipelines",
  "Dele Adeyemi",
  "Cedar & Finch",
  "Leonie Baumgart",
  "Metrics for Mortals",
  "Rafael Quintero",
  "Tidepool Agency",
  "Siobhán Keane",
  "One Person Company",
  "Anders Møller",
  "Harbour Light Media",
  "Chiara Bonfanti",
  "Review Orchard",
  "Samir Haddad",
  "Parcel & Post",
  "Wren Abernathy",
  "Quarterly Club",
] as const;

/** The partner who leaves the program, and when. */
export const LEAVER = 16;
export const LEFT_DAYS_AGO = 45;

/** The partner whose customers type a code at the checkout. */
export const COUPON = { partner: 7, code: "FLEET20" };

/** "Siobhán Keane" → "tide-siobhan-keane". */
export function codeOf(name: string): string {
  return `tide-${slugOf(name)}`;
}

/** At a domain that cannot exist, so that no mail ever leaves for it. */
export function emailOf(name: string): string {
  return `${slugOf(name)}@partners.tidewater.example`;
}

function slugOf(name: string): string {
  const letters = name.normalize("NFD").replace(/\p{M}/gu, "").replace(/ı/g, "i").replace(/ø/g, "o");
  return letters
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}
