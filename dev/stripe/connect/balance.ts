import type Stripe from "stripe";
import { page } from "../core/list";
import type { Merchant } from "../core/merchant";
import { get, type Route } from "../core/router";
import type { Purse } from "../core/store/tables";
import { platform } from "./accounts";
import { purseOf } from "./purses";

export const balance: readonly Route[] = [
  get("/v1/balance", (merchant) => balanceOf(merchant)),
  get("/v1/balance_transactions", (merchant, params) => {
    const source = params.text("source");
    const type = params.text("type");
    return page(merchant, params, {
      table: "balance_transaction",
      url: "/v1/balance_transactions",
      where: (one) =>
        (source === undefined || one.source === source) && (type === undefined || one.type === type),
    });
  }),
  get("/v1/balance_transactions/:id", (merchant, _params, id = "") =>
    merchant.need("balance_transaction", id),
  ),
];

/** Money is available at once in the sandbox; nothing is pending. */
function balanceOf(merchant: Merchant): Stripe.Balance {
  const home = platform(merchant).default_currency ?? "usd";
  const own = [...merchant.store.all("purse")].filter((purse) => purse.owner === merchant.id);
  const purses = own.some((purse) => purse.currency === home)
    ? own
    : [purseOf(merchant, merchant.id, home), ...own];
  return {
    object: "balance",
    available: purses.map((purse) => line(purse, purse.amount)),
    livemode: false,
    pending: purses.map((purse) => line(purse, 0)),
  };
}

function line({ currency }: Purse, amount: number): Stripe.Balance.Available {
  return { amount, currency, source_types: { card: amount } };
}
