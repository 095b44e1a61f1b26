import type Stripe from "stripe";
import { invalid } from "../core/failure";
import { listOf, mergeMetadata, page } from "../core/list";
import type { Merchant } from "../core/merchant";
import type { Params } from "../core/params";
import { get, post, type Route } from "../core/router";
import type { InvoiceItem } from "../core/store/tables";
import { cardDeclined } from "../payments/cards";
import { collect, finalize, settled } from "./collect";
import { newInvoice } from "./invoice";

const PATH = "/v1/invoices";

export const invoices: readonly Route[] = [
  post(PATH, create),
  get(PATH, (merchant, params) => {
    const customer = params.text("customer");
    const subscription = params.text("subscription");
    const status = params.text("status");
    return page(merchant, params, {
      table: "invoice",
      url: PATH,
      where: (one) =>
        (customer === undefined || one.customer === customer) &&
        (subscription === undefined || one.parent?.subscription_details?.subscription === subscription) &&
        (status === undefined || one.status === status),
    });
  }),
  get(`${PATH}/:id`, (merchant, _params, id = "") => merchant.need("invoice", id)),
  post(`${PATH}/:id`, (merchant, params, id = "") => {
    const before = merchant.need("invoice", id);
    const metadata = mergeMetadata(before.metadata ?? {}, params);
    const after = merchant.put("invoice", { ...before, metadata });
    merchant.emit("invoice.updated", after);
    return after;
  }),
  post(`${PATH}/:id/finalize`, (merchant, _params, id = "") => finalize(merchant, id)),
  post(`${PATH}/:id/pay`, payInvoice),
  post(`${PATH}/:id/void`, (merchant, _params, id = "") => {
    const before = merchant.need("invoice", id);
    if (before.status !== "open")
      throw invalid("You can only pass in open invoices.", { code: "invoice_not_open" });
    const transitions = { ...before.status_transitions, voided_at: merchant.now };
    const after = merchant.put("invoice", { ...before, status: "void", status_transitions: transitions });
    merchant.cancel("collect", id);
    merchant.emit("invoice.voided", after);
    return after;
  }),
  get("/v1/invoice_payments", (merchant, params) => {
    const invoice = params.text("invoice");
    const payment = params.child("payment");
    payment?.text("type");
    const intent = payment?.text("payment_intent");
    return page(merchant, params, {
      table: "invoice_payment",
      url: "/v1/invoice_payments",
      where: (one) =>
        (invoice === undefined || one.invoice === invoice) &&
        (intent === undefined || one.payment.payment_intent === intent),
    });
  }),
  get("/v1/invoice_payments/:id", (merchant, _params, id = "") => merchant.need("invoice_payment", id)),
  post("/v1/invoiceitems", createItem),
];

function create(merchant: Merchant, params: Params): Stripe.Invoice {
  const customer = merchant.need("customer", params.needText("customer"), "customer");
  const pending = [...merchant.store.all("invoiceitem")].filter(
    (item) => item.customer === customer.id && item.invoice === null,
  );
  const currency = params.text("currency") ?? pending[0]?.currency ?? "usd";
  const items = pending.filter((item) => item.currency === currency);
  const invoice = newInvoice(merchant, {
    customer,
    currency,
    lines: items.map((item) => ({
      amount: item.amount,
      description: item.description ?? "Item",
      price: null,
      quantity: 1,
      item: null,
      period: item.period,
    })),
    reason: "manual",
    subscription: null,
    discounts: [],
    tax: params.child("automatic_tax")?.flag("enabled") ?? false,
    metadata: params.map("metadata"),
  });
  for (const item of items) merchant.put("invoiceitem", { ...item, invoice: invoice.id });
  params.flag("auto_advance");
  params.text("collection_method");
  return invoice;
}

function payInvoice(merchant: Merchant, params: Params, id = ""): Stripe.Invoice {
  const invoice = merchant.need("invoice", id);
  if (invoice.status === "draft") finalize(merchant, id);
  if (params.flag("paid_out_of_band") === true) settled(merchant, id, invoice.amount_due);
  else if (!collect(merchant, id, { later: false, card: params.text("payment_method"), retries: false })) {
    throw cardDeclined();
  }
  return merchant.need("invoice", id);
}

function createItem(merchant: Merchant, params: Params): InvoiceItem {
  const customer = merchant.need("customer", params.needText("customer"), "customer");
  const item = merchant.put("invoiceitem", {
    id: merchant.newId("ii_1"),
    object: "invoiceitem",
    amount: params.needWhole("amount"),
    currency: params.currency(),
    customer: customer.id,
    customer_account: null,
    date: merchant.now,
    description: params.text("description") ?? null,
    discountable: true,
    discounts: [],
    invoice: null,
    livemode: false,
    metadata: params.map("metadata"),
    parent: null,
    period: { start: merchant.now, end: merchant.now },
    pricing: null,
    proration: false,
    quantity: 1,
    quantity_decimal: "1",
    tax_rates: [],
    test_clock: null,
  });
  merchant.emit("invoiceitem.created", item);
  return item;
}

/** The payments of an invoice, which it shows when they are asked for. */
export function paymentsOf(merchant: Merchant, id: string): Stripe.ApiList<Stripe.InvoicePayment> {
  const payments = [...merchant.store.all("invoice_payment")].filter((one) => one.invoice === id);
  return listOf(payments, `/v1/invoice_payments?invoice=${id}`);
}
