import type Stripe from "stripe";
import { invalid } from "../core/failure";
import type { Merchant } from "../core/merchant";
import type { Params } from "../core/params";
import { post, type Route } from "../core/router";
import { connected } from "./accounts";

const LIFETIME_SECONDS = 300;
const SECOND_MS = 1_000;

export const accountLinks: readonly Route[] = [post("/v1/account_links", create)];

function create(merchant: Merchant, params: Params): Stripe.AccountLink {
  const account = connected(merchant, params.needText("account"));
  if (params.oneOf("type", ["account_onboarding", "account_update"]) === undefined) {
    throw invalid("Missing required param: type.", { param: "type", code: "parameter_missing" });
  }
  for (const name of ["refresh_url", "return_url"]) {
    if (!URL.canParse(params.needText(name)))
      throw invalid(`Not a valid URL`, { param: name, code: "url_invalid" });
  }
  const ticket = merchant.put("ticket", {
    id: merchant.newId("onb_"),
    kind: "onboarding",
    about: account.id,
    returnUrl: params.needText("return_url"),
    expires: merchant.environment.now() + LIFETIME_SECONDS * SECOND_MS,
  });
  return {
    object: "account_link",
    created: merchant.now,
    expires_at: merchant.now + LIFETIME_SECONDS,
    url: `${merchant.environment.pages()}/connect/${merchant.id}/${ticket.id}`,
  };
}
