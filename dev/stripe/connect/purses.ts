import type Stripe from "stripe";
import { invalid } from "../core/failure";
import type { Merchant } from "../core/merchant";
import type { Purse } from "../core/store/tables";

/** The money of the platform or of a connected account, in one currency. */
export function purseOf(merchant: Merchant, owner: string, currency: string): Purse {
  const id = `${owner} ${currency}`;
  return merchant.store.get("purse", id) ?? { id, owner, currency, amount: 0 };
}

/** Moves money into a purse, or out of it. */
export function move(merchant: Merchant, owner: string, currency: string, amount: number): void {
  const purse = purseOf(merchant, owner, currency);
  merchant.put("purse", { ...purse, amount: purse.amount + amount });
}

/** Refuses what the platform has not got, in Stripe's words. */
export function needFunds(merchant: Merchant, currency: string, amount: number): void {
  if (purseOf(merchant, merchant.id, currency).amount >= amount) return;
  throw invalid(
    "You have insufficient available funds in your Stripe account. Try adding funds directly to your available balance by creating Charges using the 4000000000000077 test card. See: https://stripe.com/docs/testing#available-balance",
    { code: "balance_insufficient" },
  );
}

/** Notes a movement of the platform's money, and makes it. */
export function book(
  merchant: Merchant,
  entry: { amount: number; currency: string; source: string; type: Stripe.BalanceTransaction.Type },
): Stripe.BalanceTransaction {
  const { amount, currency, source, type } = entry;
  move(merchant, merchant.id, currency, amount);
  return merchant.put("balance_transaction", {
    id: merchant.newId("txn_1"),
    object: "balance_transaction",
    amount,
    available_on: merchant.now,
    balance_type: "payments",
    created: merchant.now,
    currency,
    description: null,
    exchange_rate: null,
    fee: 0,
    fee_details: [],
    net: amount,
    reporting_category: type,
    source,
    status: "available",
    type,
  });
}
