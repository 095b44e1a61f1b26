/** Kinds of mail that partners get and can do without. */
export const KINDS = ["payouts", "notices"] as const;
