/** The ways among which a brand lets its partners choose. */
export const PARTNER_RAILS = ["stripe_connect", "manual", "paypal_file", "wise_file"] as const;
