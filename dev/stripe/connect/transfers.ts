import type Stripe from "stripe";
import { invalid, noSuch } from "../core/failure";
import { listOf, madeWithin, mergeMetadata, page } from "../core/list";
import type { Merchant } from "../core/merchant";
import type { Params } from "../core/params";
import { get, post, type Route } from "../core/router";
import { platform } from "./accounts";
import { reaches } from "./countries";
import { book, move, needFunds } from "./purses";

const PATH = "/v1/transfers";

export const transfers: readonly Route[] = [
  post(PATH, create),
  get(PATH, (merchant, params) => {
    const destination = params.text("destination");
    const group = params.text("transfer_group");
    const made = madeWithin(params);
    return page(merchant, params, {
      table: "transfer",
      url: PATH,
      where: (one) =>
        made(one) &&
        (destination === undefined || one.destination === destination) &&
        (group === undefined || one.transfer_group === group),
    });
  }),
  get(`${PATH}/:id`, (merchant, _params, id = "") => merchant.need("transfer", id)),
  post(`${PATH}/:id`, update),
];

function create(merchant: Merchant, params: Params): Stripe.Transfer {
  const amount = params.amount("amount");
  const currency = params.currency();
  const destination = destinationOf(merchant, params.needText("destination"));
  needFunds(merchant, currency, amount);
  const id = merchant.newId("tr_1");
  const entry = book(merchant, { amount: -amount, currency, source: id, type: "transfer" });
  move(merchant, destination.id, currency, amount);
  const transfer = merchant.put("transfer", {
    id,
    object: "transfer",
    amount,
    amount_reversed: 0,
    balance_transaction: entry.id,
    created: merchant.now,
    currency,
    description: params.text("description") ?? null,
    destination: destination.id,
    destination_payment: merchant.newId("py_1"),
    livemode: false,
    metadata: params.map("metadata"),
    reversals: listOf([], `${PATH}/${id}/reversals`),
    reversed: false,
    source_transaction: null,
    source_type: "card",
    transfer_group: params.text("transfer_group") ?? null,
  });
  merchant.emit("transfer.created", transfer);
  return transfer;
}

function update(merchant: Merchant, params: Params, id = ""): Stripe.Transfer {
  const before = merchant.need("transfer", id);
  const after = merchant.put("transfer", {
    ...before,
    description: params.text("description") ?? before.description,
    metadata: mergeMetadata(before.metadata, params),
  });
  merchant.emit("transfer.updated", after, { before: { metadata: before.metadata } });
  return after;
}

/** An account that money can reach: known, able to receive transfers, and in a country that this platform may send to. */
function destinationOf(merchant: Merchant, id: string): Stripe.Account {
  const account = merchant.store.get("account", id);
  if (!account || id === merchant.id) throw noSuch("destination", id, "destination");
  if (account.capabilities?.transfers !== "active") {
    throw invalid(
      "Your destination account needs to have at least one of the following capabilities enabled: transfers, crypto_transfers, legacy_payments",
      { code: "insufficient_capabilities_for_transfer" },
    );
  }
  const home = platform(merchant).country ?? "";
  if (!reaches(home, account.country ?? "")) {
    throw invalid(
      `Funds can't be sent to accounts located in ${account.country} because it's restricted outside of your platform's region.`,
      { code: "transfers_not_allowed", param: "destination" },
    );
  }
  return account;
}
