/** What `OpenPartnerError` carries besides its message. */
export interface OpenPartnerErrorOptions {
  /** The `X-Request-Id` of the reply, to name when asking for help. */
  requestId?: string | undefined;
  cause?: unknown;
}

/**
 * Every failure of a call to the API.
 *
 * - `status`: the HTTP status, 400–599, or 0 when there was no reply at all.
 * - `code`: the API's error code (`invalid_body`, `click_not_found`, `rate_limited` …), or one of this client's own:
 *   `network_error`, `timeout`, `invalid_response`, `config_missing`.
 * - `detail`: the reply's `detail`, else its whole body.
 */
export class OpenPartnerError extends Error {
  readonly status: number;
  readonly code: string | undefined;
  readonly detail: unknown;
  readonly requestId: string | undefined;

  constructor(
    message: string,
    status: number,
    code?: string,
    detail?: unknown,
    options?: OpenPartnerErrorOptions,
  ) {
    super(message, options);
    this.name = "OpenPartnerError";
    this.status = status;
    this.code = code;
    this.detail = detail;
    this.requestId = options?.requestId;
  }
}
