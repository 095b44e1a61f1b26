import { paymentsOf } from "../billing/invoices";
import { lineItemsOf } from "../checkout/sessions";
import { refundsOf } from "../payments/refunds";
import { invalid } from "./failure";
import type { Merchant } from "./merchant";
import type { TableName } from "./store/tables";

const MAX_DEPTH = 4;

/** Which table an id belongs to, by its prefix. */
const TABLE_OF_PREFIX: Readonly<Record<string, TableName>> = {
  acct: "account",
  ch: "charge",
  cs: "checkout.session",
  cus: "customer",
  di: "discount",
  du: "dispute",
  in: "invoice",
  inpay: "invoice_payment",
  pi: "payment_intent",
  price: "price",
  prod: "product",
  promo: "promotion_code",
  re: "refund",
  sub: "subscription",
  tr: "transfer",
  trr: "transfer_reversal",
  txn: "balance_transaction",
};

/** Lists that an object has only when they are asked for: the object's name and the field's, and what makes the list. */
const INCLUDABLE: Readonly<Record<string, (merchant: Merchant, id: string) => object>> = {
  "charge.refunds": refundsOf,
  "checkout.session.line_items": lineItemsOf,
  "invoice.payments": paymentsOf,
};

type Bag = Record<string, unknown>;

/** Puts whole objects where `paths` name ids, as Stripe's `expand` does: `customer`, `data.customer`, `latest_invoice.payments`. */
export function expand(merchant: Merchant, reply: object, paths: readonly string[]): object {
  return paths.reduce<object>((object, path) => {
    const fields = path.split(".");
    if (fields.length > MAX_DEPTH) {
      throw invalid(`You cannot expand more than ${MAX_DEPTH} levels: ${path}`, { param: "expand" });
    }
    return within(merchant, object, fields, path) as object;
  }, reply);
}

function within(merchant: Merchant, value: unknown, fields: readonly string[], path: string): unknown {
  const [field, ...rest] = fields;
  if (Array.isArray(value)) return value.map((one) => within(merchant, one, fields, path));
  if (typeof value !== "object" || value === null || field === undefined) return value;
  const bag = value as Bag;
  const made = INCLUDABLE[`${String(bag["object"])}.${field}`];
  if (bag[field] === undefined && !made) {
    throw invalid(`This property cannot be expanded (${path}).`, { param: "expand" });
  }
  const current = bag[field] ?? made?.(merchant, String(bag["id"])) ?? null;
  const whole = typeof current === "string" ? found(merchant, current, path) : current;
  return { ...bag, [field]: within(merchant, whole, rest, path) };
}

function found(merchant: Merchant, id: string, path: string): unknown {
  const table = TABLE_OF_PREFIX[id.slice(0, id.indexOf("_"))];
  // A coupon's id is whatever its merchant chose.
  const coupon = merchant.store.get("coupon", id);
  if (coupon) return coupon;
  if (!table) throw invalid(`This property cannot be expanded (${path}).`, { param: "expand" });
  return merchant.store.get(table, id) ?? id;
}
