/** The error types that Stripe's API documents; its SDK maps each to a class. */
type ErrorType =
  | "api_error"
  | "card_error"
  | "idempotency_error"
  | "invalid_request_error"
  | "rate_limit_error";

export type ErrorBody = {
  type: ErrorType;
  message: string;
  code?: string;
  param?: string;
  decline_code?: string;
  doc_url?: string;
};

/** A refusal in Stripe's words and shape. What the request had changed is undone, unless `keeps`: a declined payment stays. */
export class StripeFailure extends Error {
  constructor(
    readonly status: number,
    readonly body: ErrorBody,
    readonly keeps = false,
  ) {
    super(body.message);
    this.name = "StripeFailure";
  }
}

/** 400: the request itself is wrong. */
export function invalid(message: string, about: { param?: string; code?: string } = {}): StripeFailure {
  return new StripeFailure(400, { type: "invalid_request_error", message, ...about });
}

/** 404, or 400 where a parameter names something that is not there: Stripe tells the two apart so. */
export function noSuch(kind: string, id: string, param = "id"): StripeFailure {
  return new StripeFailure(param === "id" ? 404 : 400, {
    type: "invalid_request_error",
    code: "resource_missing",
    message: `No such ${kind}: '${id}'`,
    param,
  });
}

/** 402: the card says no. */
export function declined(code: string, message: string, declineCode?: string): StripeFailure {
  const decline = declineCode === undefined ? {} : { decline_code: declineCode };
  return new StripeFailure(402, { type: "card_error", code, message, ...decline }, true);
}

/** What a wrong or missing key is answered with. The key itself is not repeated. */
export function unauthorized(key: string): StripeFailure {
  const shown = key === "" ? "" : `${key.slice(0, 8)}****`;
  return new StripeFailure(401, {
    type: "invalid_request_error",
    message:
      key === ""
        ? "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth."
        : `Invalid API Key provided: ${shown}. The sandbox takes test keys only: sk_test_…`,
  });
}
