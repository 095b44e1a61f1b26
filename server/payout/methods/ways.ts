import type { Preference } from "../rules";

/** What people call each way. */
export const WAYS: Record<Preference, string> = {
  auto: "Stripe, else by hand",
  stripe_connect: "Stripe",
  manual: "by hand",
  paypal_file: "PayPal",
  wise_file: "Wise",
};

/** Whether a way finds the partner by an e-mail address. */
export function usesAddress(way: Preference): way is "paypal_file" | "wise_file" {
  return way === "paypal_file" || way === "wise_file";
}
