import type Stripe from "stripe";
import { invalid } from "../core/failure";
import { listOf, page } from "../core/list";
import type { Merchant } from "../core/merchant";
import type { Params } from "../core/params";
import { get, post, type Route } from "../core/router";
import { idOf } from "../core/store/ids";
import { book, move } from "./purses";

const PATH = "/v1/transfers/:transfer/reversals";

export const reversals: readonly Route[] = [
  post(PATH, create),
  get(PATH, (merchant, params, transfer = "") =>
    page(merchant, params, {
      table: "transfer_reversal",
      url: `/v1/transfers/${transfer}/reversals`,
      where: (one) => one.transfer === merchant.need("transfer", transfer).id,
    }),
  ),
  get(`${PATH}/:id`, (merchant, _params, _transfer = "", id = "") => merchant.need("transfer_reversal", id)),
];

function create(merchant: Merchant, params: Params, id = ""): Stripe.TransferReversal {
  params.text("description");
  return reverse(
    merchant,
    id,
    params.has("amount") ? params.amount("amount") : undefined,
    params.map("metadata"),
  );
}

/** Takes money back from a connected account, the whole transfer or a part. */
export function reverse(
  merchant: Merchant,
  id: string,
  wanted?: number,
  metadata: Record<string, string> = {},
): Stripe.TransferReversal {
  const before = merchant.need("transfer", id);
  const rest = before.amount - before.amount_reversed;
  if (rest === 0) throw invalid(`Transfer ${id} is already fully reversed.`, { code: "transfer_reversed" });
  const amount = wanted ?? rest;
  if (amount > rest) {
    throw invalid(
      `Reversal amount (${amount}) is greater than the unreversed amount of the transfer (${rest}).`,
      {
        param: "amount",
      },
    );
  }
  const reversalId = merchant.newId("trr_1");
  const entry = book(merchant, {
    amount,
    currency: before.currency,
    source: reversalId,
    type: "transfer_refund",
  });
  move(merchant, idOf(before.destination), before.currency, -amount);
  const reversal = merchant.put("transfer_reversal", {
    id: reversalId,
    object: "transfer_reversal",
    amount,
    balance_transaction: entry.id,
    created: merchant.now,
    currency: before.currency,
    destination_payment_refund: merchant.newId("pyr_1"),
    metadata,
    source_refund: null,
    transfer: id,
  });
  const amountReversed = before.amount_reversed + amount;
  const after = merchant.put("transfer", {
    ...before,
    amount_reversed: amountReversed,
    reversals: listOf([reversal, ...before.reversals.data], before.reversals.url),
    reversed: amountReversed === before.amount,
  });
  merchant.emit("transfer.reversed", after, { before: { amount_reversed: before.amount_reversed } });
  return reversal;
}
