/** Whose pages: a brand's members', its partners', or the documents that both may read. */
export type Area = "member" | "partner" | "both";

const MEMBER = [
  "/commissions",
  "/commissions/:id",
  "/customers",
  "/customers/:id",
  "/data",
  "/data/changes",
  "/developers",
  "/developers/deliveries/:kind/:id",
  "/developers/jobs",
  "/developers/keys",
  "/developers/stripe",
  "/developers/stripe/events",
  "/developers/webhooks",
  "/developers/webhooks/:id",
  "/events",
  "/events/:id",
  "/events/:id/credit",
  "/fraud",
  "/overview",
  "/partners",
  "/partners/:id",
  "/payouts",
  "/payouts/:id",
  "/payouts/files",
  "/payouts/reconciliation",
  "/payouts/run",
  "/profile",
  "/programs",
  "/programs/:id",
  "/programs/new",
  "/settings",
  "/settings/danger",
  "/settings/domains",
  "/settings/mail",
  "/settings/members",
  "/settings/pictures",
] as const;

const PARTNER = [
  "/portal",
  "/portal/assets",
  "/portal/commissions",
  "/portal/commissions/:id",
  "/portal/customers",
  "/portal/customers/:id",
  "/portal/keys",
  "/portal/links",
  "/portal/payouts",
  "/portal/postbacks",
  "/portal/postbacks/:id",
  "/portal/postbacks/deliveries/:id",
  "/portal/settings",
] as const;

const BOTH = ["/portal/payouts/:id", "/portal/statements/:month"] as const;

/** Every page that asks who is there, as a pattern, with whose it is. */
export const OWN_PAGES: readonly (readonly [pattern: string, area: Area])[] = [
  ...MEMBER.map((pattern) => [pattern, "member"] as const),
  ...PARTNER.map((pattern) => [pattern, "partner"] as const),
  ...BOTH.map((pattern) => [pattern, "both"] as const),
];

/** An id, a kind or a month: nothing that could be decoded into anything else. */
const PARAMETER = "[0-9A-Za-z][0-9A-Za-z_-]{0,63}";

const PLACES = OWN_PAGES.map(([pattern, area]) => ({
  address: new RegExp(`^${pattern.replaceAll(/:\w+/g, PARAMETER)}$`),
  area,
}));

/** A path, and behind it filters, periods and cursors as our pages write them: no letter of those could end a cookie or name a host. */
const WAY = /^([^?]*)(\?[\w.~%=&+:-]{1,512})?$/;

/** The header in which the middleware tells a page which way led to it. */
export const WAY_HEADER = "x-way";

/** Whose page this way leads to, its path letter by letter; null for whatever is no page of ours. */
export function areaOf(way: string): Area | null {
  const path = WAY.exec(way)?.[1];
  return PLACES.find(({ address }) => path !== undefined && address.test(path))?.area ?? null;
}

/** The way to a page as it is worth remembering: without a search that no page of ours would write. */
export function wayTo(path: string, search: string): string {
  return WAY.test(path + search) ? path + search : path;
}
