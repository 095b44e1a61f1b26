import { expect, test } from "vitest";
import { minor } from "@/server/money/minor";
import type { Preference } from "../rules";
import { planGroups } from "./groups";
import type { Account, Recipient } from "./route";

const READY: Account = { id: "acct_1", detailsSubmitted: true, transfersActive: true, disabledReason: null };
const UNREADY = { ...READY, transfersActive: false };
const someone: Recipient = { preference: null, address: "p@partners.test", account: READY, hasStripe: true };

const planOne = (
  amount: number,
  currency: string,
  usual: Preference,
  recipient: Partial<Recipient>,
  threshold = 0,
) => {
  const { planned, carried } = planGroups(
    [{ partnerId: "P", currency, amount: minor(amount), entryIds: [] }],
    { rail: usual, thresholds: new Map([["USD", minor(threshold)]]) },
    new Map([["P", { ...someone, ...recipient }]]),
  );
  const [one] = planned;
  return one ? `${one.rail} ${one.destination ?? "nobody"}` : (carried[0]?.reason ?? "lost");
};

test.each<[number, string, Preference, Partial<Recipient>, number, string]>([
  // amount, currency, the brand's rail, the partner, threshold in USD → what happens
  [2_500, "USD", "auto", {}, 2_500, "stripe_connect acct_1"],
  [2_499, "USD", "auto", {}, 2_500, "below_threshold"],
  [2_499, "EUR", "auto", {}, 2_500, "stripe_connect acct_1"],
  [0, "USD", "auto", {}, 0, "nothing_owed"],
  [-2_000, "USD", "auto", {}, 0, "negative_balance"],
  [1, "USD", "auto", { account: null }, 0, "manual nobody"],
  [1, "USD", "auto", { account: UNREADY }, 0, "manual nobody"],
  [1, "USD", "auto", { hasStripe: false }, 0, "manual nobody"],
  [1, "USD", "stripe_connect", { account: null }, 0, "blocked"],
  [1, "USD", "stripe_connect", { account: UNREADY }, 0, "blocked"],
  [1, "USD", "stripe_connect", { hasStripe: false }, 0, "blocked"],
  [1, "USD", "manual", {}, 0, "manual nobody"],
  [1, "USD", "manual", { preference: "stripe_connect" }, 0, "stripe_connect acct_1"],
  [1, "USD", "stripe_connect", { preference: "paypal_file" }, 0, "paypal_file p@partners.test"],
  [1, "USD", "wise_file", {}, 0, "wise_file p@partners.test"],
  [200, "JPY", "auto", {}, 0, "stripe_connect acct_1"],
  [1_230, "KWD", "stripe_connect", {}, 0, "stripe_connect acct_1"],
  [1_234, "KWD", "stripe_connect", {}, 0, "blocked"],
  [1_234, "KWD", "auto", {}, 0, "manual nobody"],
])("%i %s by %s for %j above %i: %s", (amount, currency, usual, recipient, threshold, expected) => {
  expect(planOne(amount, currency, usual, recipient, threshold)).toBe(expected);
});

test("19: a partner who owes more than is approved is not paid, and the rest is carried forward", () => {
  const { planned, carried } = planGroups(
    [{ partnerId: "P", currency: "USD", amount: minor(3_000 - 5_000), entryIds: ["A", "B"] }],
    { rail: "auto", thresholds: new Map() },
    new Map([["P", someone]]),
  );
  expect(planned).toEqual([]);
  expect(carried[0]?.message).toContain("-20.00 USD");
});
