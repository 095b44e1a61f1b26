import type Stripe from "stripe";
import { mergeMetadata, page } from "../core/list";
import type { Merchant } from "../core/merchant";
import type { Params } from "../core/params";
import { get, post, type Route } from "../core/router";

const PATH = "/v1/products";

export const products: readonly Route[] = [
  post(PATH, (merchant, params) => createProduct(merchant, params.needText("name"), params)),
  get(PATH, (merchant, params) => {
    const active = params.flag("active");
    const where = (one: Stripe.Product): boolean => active === undefined || one.active === active;
    return page(merchant, params, { table: "product", url: PATH, where });
  }),
  get(`${PATH}/:id`, (merchant, _params, id = "") => merchant.need("product", id)),
  post(`${PATH}/:id`, (merchant, params, id = "") => {
    const before = merchant.need("product", id);
    const after = merchant.put("product", {
      ...before,
      active: params.flag("active") ?? before.active,
      name: params.text("name") ?? before.name,
      description: params.text("description") ?? before.description,
      metadata: mergeMetadata(before.metadata, params),
      updated: merchant.now,
    });
    merchant.emit("product.updated", after);
    return after;
  }),
];

export function createProduct(merchant: Merchant, name: string, params: Params): Stripe.Product {
  const product = merchant.put("product", {
    id: params.text("id") ?? merchant.newId("prod_", 14),
    object: "product",
    active: params.flag("active") ?? true,
    created: merchant.now,
    default_price: null,
    description: params.text("description") ?? null,
    images: [],
    livemode: false,
    marketing_features: [],
    metadata: params.map("metadata"),
    name,
    package_dimensions: null,
    shippable: null,
    statement_descriptor: null,
    tax_code: null,
    tax_details: null,
    type: "service",
    unit_label: null,
    updated: merchant.now,
    url: null,
  });
  merchant.emit("product.created", product);
  return product;
}
