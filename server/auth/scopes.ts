const RESOURCES = [
  "partners",
  "programs",
  "links",
  "clicks",
  "events",
  "commissions",
  "payouts",
  "webhooks",
  "exports",
] as const;

/** What a key may do. Coupons are under `links`; settings under `programs`; managing keys needs all scopes. */
export type Scope = `${(typeof RESOURCES)[number]}:${"read" | "write"}` | "identify:write";

export const SCOPES: readonly [Scope, ...Scope[]] = [
  "identify:write",
  ...RESOURCES.flatMap((resource): Scope[] => [`${resource}:read`, `${resource}:write`]),
];

/** What a partner's own key can ever hold; the brand may narrow it further. */
export const PARTNER_SCOPES: readonly Scope[] = [
  "partners:read",
  "programs:read",
  "links:read",
  "links:write",
  "clicks:read",
  "events:read",
  "commissions:read",
  "payouts:read",
  // Of these, the partner's own postbacks.
  "webhooks:read",
  "webhooks:write",
];

/** What a partner who is signed in may do, over rows of their own: more than a key, which others may hold for them. */
export const PORTAL_SCOPES: readonly Scope[] = [...PARTNER_SCOPES, "partners:write"];
