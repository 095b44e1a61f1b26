"use server";

import { moneyText } from "@/app/_ui/value/money";
import { refusalOf } from "@/app/(console)/_data/outcome";
import { signedIn } from "@/app/(console)/_data/signed-in";
import { sendTestSale } from "@/server/setup/test-sale";

/** A step of the sale that was tried: what happened, and what the sale's ledger said after it. */
export type Step = {
  step: "click" | "identity" | "signup" | "sale" | "refund";
  sentence: string;
  entries: { amount: string; replaced: boolean }[];
};

/** Tries a sale. Resolves to its steps, or to why it could not be tried. */
export async function tryASale(): Promise<{ steps: Step[] } | { problem: string }> {
  const { ctx } = await signedIn();
  try {
    const steps = await sendTestSale(ctx);
    return {
      steps: steps.map(({ step, sentence, entries }) => ({
        step,
        sentence,
        entries: entries.map(({ status, amount, currency }) => ({
          amount: moneyText(amount, currency),
          replaced: status === "reversed",
        })),
      })),
    };
  } catch (error) {
    return { problem: refusalOf(error).message };
  }
}
