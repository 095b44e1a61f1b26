/** Every code a caller can be answered with, and its HTTP status. The codes are part of the contract in `/api/v1/openapi.json`. */
export const ERROR_STATUS = {
  invalid_body: 400,
  invalid_query: 400,
  invalid_amount: 400,
  invalid_currency: 400,
  invalid_time: 400,
  invalid_signature: 400,
  unauthorized: 401,
  forbidden: 403,
  forbidden_scope: 403,
  not_found: 404,
  program_not_found: 404,
  terms_not_found: 404,
  partner_not_found: 404,
  enrollment_not_found: 404,
  link_not_found: 404,
  coupon_not_found: 404,
  click_not_found: 404,
  customer_not_found: 404,
  event_not_found: 404,
  commission_not_found: 404,
  api_key_not_found: 404,
  job_not_found: 404,
  run_not_found: 404,
  change_not_found: 404,
  webhook_not_found: 404,
  postback_not_found: 404,
  delivery_not_found: 404,
  mail_not_found: 404,
  member_not_found: 404,
  application_not_found: 404,
  file_not_found: 404,
  payout_not_found: 404,
  payout_file_not_found: 404,
  domain_not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  email_taken: 409,
  code_taken: 409,
  domain_taken: 409,
  holdback_active: 409,
  not_enrolled: 409,
  already_paid: 409,
  commission_in_payout: 409,
  ambiguous_reference: 409,
  last_owner: 409,
  signup_closed: 409,
  installed: 409,
  preview_required: 409,
  country_unreachable: 409,
  stripe_refused: 409,
  body_too_large: 413,
  unsupported_media_type: 415,
  idempotency_mismatch: 422,
  rate_limited: 429,
  internal_error: 500,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

const MARK = Symbol.for("openpartner.app-error");

/** Something a caller caused and can mend. The message is a sentence for a person and names the value and what was expected. */
export class AppError extends Error {
  readonly [MARK] = true;
  readonly code: ErrorCode;
  readonly detail: unknown;
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    options: { detail?: unknown; retryAfterSeconds?: number } = {},
  ) {
    super(message);
    this.name = "AppError";
    this.code = code;
    this.detail = options.detail;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }

  get status(): number {
    return ERROR_STATUS[this.code];
  }

  /** Next bundles each page and route apart, so a process holds this class several times: an error is known by its mark. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === "object" && value !== null && MARK in value;
  }
}

/** For what cannot happen: a broken invariant stops the work instead of storing nonsense. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`invariant broken: ${message}`);
}

/** The row, or the error a caller gets when there is none. */
export function found<T>(row: T | null | undefined, code: ErrorCode, message: string): T {
  if (row === null || row === undefined) throw new AppError(code, message);
  return row;
}
