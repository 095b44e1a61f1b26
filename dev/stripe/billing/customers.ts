import type Stripe from "stripe";
import { noSuch } from "../core/failure";
import { mergeMetadata, page } from "../core/list";
import type { Merchant } from "../core/merchant";
import type { Params } from "../core/params";
import { del, get, post, type Route } from "../core/router";

const PATH = "/v1/customers";

export const customers: readonly Route[] = [
  post(PATH, (merchant, params) =>
    createCustomer(merchant, {
      email: params.text("email") ?? null,
      name: params.text("name") ?? null,
      metadata: params.map("metadata"),
      description: params.text("description") ?? null,
      card: cardOf(params) ?? null,
    }),
  ),
  get(PATH, (merchant, params) => {
    const email = params.text("email");
    const where = (one: Stripe.Customer): boolean => email === undefined || one.email === email;
    return page(merchant, params, { table: "customer", url: PATH, where });
  }),
  get(`${PATH}/:id`, (merchant, _params, id = "") => merchant.need("customer", id)),
  post(`${PATH}/:id`, update),
  del(`${PATH}/:id`, remove),
];

export function createCustomer(
  merchant: Merchant,
  from: {
    email: string | null;
    name: string | null;
    metadata?: Record<string, string>;
    description?: string | null;
    card: string | null;
  },
): Stripe.Customer {
  const customer = merchant.put("customer", {
    id: merchant.newId("cus_", 14),
    object: "customer",
    address: null,
    balance: 0,
    created: merchant.now,
    currency: null,
    customer_account: null,
    default_source: null,
    delinquent: false,
    description: from.description ?? null,
    discount: null,
    email: from.email,
    invoice_prefix: merchant.newId("", 8).toUpperCase(),
    invoice_settings: {
      custom_fields: null,
      default_payment_method: from.card,
      footer: null,
      rendering_options: null,
    },
    livemode: false,
    metadata: from.metadata ?? {},
    name: from.name,
    next_invoice_sequence: 1,
    phone: null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: "none",
    test_clock: null,
  });
  merchant.emit("customer.created", customer);
  return customer;
}

/** The card that a customer pays with from now on. */
export function setCard(merchant: Merchant, id: string, card: string): void {
  const before = merchant.need("customer", id);
  merchant.put("customer", {
    ...before,
    invoice_settings: { ...before.invoice_settings, default_payment_method: card },
  });
}

function cardOf(params: Params): string | undefined {
  const settings = params.child("invoice_settings");
  return params.text("payment_method") ?? settings?.text("default_payment_method");
}

function update(merchant: Merchant, params: Params, id = ""): Stripe.Customer {
  const before = merchant.need("customer", id);
  const after = merchant.put("customer", {
    ...before,
    description: params.text("description") ?? before.description,
    email: params.text("email") ?? before.email,
    name: params.text("name") ?? before.name ?? null,
    metadata: mergeMetadata(before.metadata, params),
    invoice_settings: {
      ...before.invoice_settings,
      default_payment_method: cardOf(params) ?? before.invoice_settings.default_payment_method,
    },
  });
  merchant.emit("customer.updated", after);
  return after;
}

function remove(merchant: Merchant, _params: Params, id = ""): Stripe.DeletedCustomer {
  const customer = merchant.store.get("customer", id);
  if (!customer) throw noSuch("customer", id);
  merchant.store.remove("customer", id);
  merchant.emit("customer.deleted", customer);
  return { id, object: "customer", deleted: true };
}
