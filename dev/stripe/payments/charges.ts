import { madeWithin, mergeMetadata, page } from "../core/list";
import { get, post, type Route } from "../core/router";
import { refundsOf } from "./refunds";

const PATH = "/v1/charges";

export const charges: readonly Route[] = [
  get(PATH, (merchant, params) => {
    const customer = params.text("customer");
    const intent = params.text("payment_intent");
    const made = madeWithin(params);
    return page(merchant, params, {
      table: "charge",
      url: PATH,
      where: (one) =>
        made(one) &&
        (customer === undefined || one.customer === customer) &&
        (intent === undefined || one.payment_intent === intent),
    });
  }),
  get(`${PATH}/:id`, (merchant, _params, id = "") => merchant.need("charge", id)),
  post(`${PATH}/:id`, (merchant, params, id = "") => {
    const before = merchant.need("charge", id);
    const after = merchant.put("charge", { ...before, metadata: mergeMetadata(before.metadata, params) });
    merchant.emit("charge.updated", after);
    return after;
  }),
  get(`${PATH}/:id/refunds`, (merchant, _params, id = "") =>
    refundsOf(merchant, merchant.need("charge", id).id),
  ),
];
