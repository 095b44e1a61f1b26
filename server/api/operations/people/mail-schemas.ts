import { z } from "zod";

const kinds = {
  payouts: z.boolean().meta({ description: "When a payout was sent." }),
  reviews: z.boolean().meta({ description: "What waits for a decision." }),
  notices: z.boolean().meta({ description: "What changes about programs, and who applies." }),
};

/** Which kinds of mail somebody wants. */
export const mailPreferences = z.object(kinds).meta({ id: "MailPreferences" });

/** What is absent stays as it is. */
export const mailWishes = z.object(kinds).partial();

/** Without what was not said: absent is not undefined here. */
export function saidOf(wishes: z.output<typeof mailWishes>): Partial<z.output<typeof mailPreferences>> {
  return Object.fromEntries(Object.entries(wishes).filter(([, wanted]) => wanted !== undefined));
}
