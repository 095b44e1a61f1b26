import type Stripe from "stripe";
import { invalid, noSuch } from "../core/failure";
import { mergeMetadata, page } from "../core/list";
import type { Merchant } from "../core/merchant";
import type { Params } from "../core/params";
import { del, get, post, type Route } from "../core/router";
import { newAccount, type Readiness, readinessFields } from "./account";
import { currencyOf } from "./countries";
import { purseOf } from "./purses";

export const HOME_COUNTRY = "US";

export const accounts: readonly Route[] = [
  get("/v1/account", (merchant) => platform(merchant)),
  post("/v1/accounts", create),
  get("/v1/accounts", (merchant, params) =>
    page(merchant, params, { table: "account", url: "/v1/accounts", where: ({ id }) => id !== merchant.id }),
  ),
  get("/v1/accounts/:id", (merchant, _params, id = "") => connected(merchant, id)),
  post("/v1/accounts/:id", update),
  del("/v1/accounts/:id", remove),
  post("/v1/accounts/:id/reject", (merchant, params, id = "") => {
    params.needText("reason");
    return setReadiness(merchant, id, "rejected");
  }),
];

/** The account that the API key opens; made when it is first asked for. */
export function platform(merchant: Merchant): Stripe.Account {
  const known = merchant.store.get("account", merchant.id);
  if (known) return known;
  const fresh = newAccount(merchant, {
    id: merchant.id,
    country: HOME_COUNTRY,
    currency: currencyOf(HOME_COUNTRY),
    email: "brand@example.com",
    metadata: {},
  });
  return merchant.put("account", { ...fresh, ...readinessFields("ready") });
}

/** The account with this id, or what Stripe says of one that this platform has nothing to do with. */
export function connected(merchant: Merchant, id: string): Stripe.Account {
  if (id === merchant.id) return platform(merchant);
  const account = merchant.store.get("account", id);
  if (account) return account;
  throw invalid(
    `The provided key does not have access to account '${id}' (or that account does not exist). Application access may have been revoked.`,
    { code: "account_invalid" },
  );
}

/** Sets how far an account is, and tells its platform. */
export function setReadiness(merchant: Merchant, id: string, readiness: Readiness): Stripe.Account {
  const before = connected(merchant, id);
  const after = merchant.put("account", { ...before, ...readinessFields(readiness) });
  merchant.emit("account.updated", after, {
    about: id,
    before: { charges_enabled: before.charges_enabled, requirements: before.requirements ?? null },
  });
  return after;
}

function create(merchant: Merchant, params: Params): Stripe.Account {
  const type = params.oneOf("type", ["standard", "express", "custom"]);
  if (type !== "standard") {
    throw invalid("The sandbox makes accounts of type standard only.", { param: "type" });
  }
  const country = (params.text("country") ?? HOME_COUNTRY).toUpperCase();
  const currency = currencyOf(country);
  const account = newAccount(merchant, {
    id: merchant.newId("acct_1", 15),
    country,
    currency,
    email: params.text("email") ?? null,
    metadata: params.map("metadata"),
  });
  const type_ = params.oneOf("business_type", ["individual", "company", "non_profit", "government_entity"]);
  return merchant.put("account", { ...account, business_type: type_ ?? null });
}

function update(merchant: Merchant, params: Params, id = ""): Stripe.Account {
  const before = connected(merchant, id);
  return merchant.put("account", {
    ...before,
    email: params.text("email") ?? before.email,
    metadata: mergeMetadata(before.metadata ?? {}, params),
  });
}

/** A platform loses access to an account it deletes; money there must be gone first. */
function remove(merchant: Merchant, _params: Params, id = ""): Stripe.DeletedAccount {
  if (id === merchant.id || !merchant.store.get("account", id)) throw noSuch("account", id);
  const account = connected(merchant, id);
  if (purseOf(merchant, id, account.default_currency ?? "usd").amount !== 0) {
    throw invalid("This account has a balance and cannot be deleted.");
  }
  merchant.store.remove("account", id);
  return { id, object: "account", deleted: true };
}
