/** An instant: ISO 8601 with any offset, whole milliseconds since 1970, or a Date. From 2000 until 24 hours from now. */
export type Instant = string | number | Date;

export interface TrackEventParams {
  /** The brand's own id of the customer, as given to `identify`. At most 255 characters. */
  userId: string;
  /** `signup`, `trial_started`, `subscription_created`, `invoice_paid`, `payment`, or a name of your own, at most 80 characters. */
  type: string;
  /** Major units, as in 49.9 or "49.90"; never negative, with no more decimals than the currency has. */
  value?: number | string;
  /** ISO 4217, in any case. Absent: the brand's currency. */
  currency?: string;
  /**
   * Your id of the fact, such as the invoice's number: at most 255 characters, unique for its type. The same id again
   * is the same event, for ever; without one, two calls are two events.
   */
  externalId?: string;
  /** When it happened. Absent: when the API received it. */
  ts?: Instant;
  /** At most 16 kB as JSON. */
  metadata?: Record<string, unknown>;
}

/** One event of a batch; a refund may stand among the sales. */
export interface BatchEvent extends TrackEventParams {
  /** For refunds and disputes: the sale, by event id or externalId. */
  refundOf?: string;
}

export interface TrackRefundParams {
  userId: string;
  /** The sale that is refunded: its event id, or its externalId where only one revenue event has it. */
  refundOf: string;
  /** Major units of the sale's currency, positive. Absent: all that is left of the sale. */
  value?: number | string;
  /** The sale's own currency; another one is refused with `invalid_currency`. */
  currency?: string;
  /** Your id of the refund. Without one, two calls are two refunds. */
  externalId?: string;
  ts?: Instant;
  metadata?: Record<string, unknown>;
}

export interface IdentifyParams {
  /** The click id, from the cookie, the address or a form. */
  cref: string;
  userId: string;
  /** Kept only as a keyed hash, to find partners who refer themselves. */
  email?: string;
  /** `signUserId(secret, userId)`, where the program asks for signed identities. */
  signature?: string;
  ts?: Instant;
}

export interface RedeemCouponParams {
  /** The coupon's code, in any case. */
  code: string;
  userId: string;
  type: string;
  value?: number | string;
  currency?: string;
  /** Required: a coupon is redeemed once for each fact. */
  externalId: string;
  ts?: Instant;
}

export type AttributionStatus =
  | "attributed"
  | "no_identity"
  | "no_click"
  | "outside_window"
  | "partner_inactive"
  | "self_referral"
  | "not_attributable";

export interface EventTouch {
  clickId: string;
  partnerId: string;
  programId: string;
  /** Share of the event, above 0, at most 1. */
  weight: number;
  attributionId: string;
  commissionId?: string;
  commissionIds: string[];
}

export interface EventAttribution {
  status: AttributionStatus;
  model?: "last_click" | "first_click" | "linear" | "position" | "time_decay";
  reason?: string;
  touches: EventTouch[];
}

export interface EventResponse {
  ok: boolean;
  eventId: string;
  /** True when the event was known before this call; the attribution is as it is now. */
  replayed: boolean;
  attribution: EventAttribution;
}

export interface BatchResult {
  /** Position in the array that was sent. */
  index: number;
  ok: boolean;
  eventId?: string;
  replayed?: boolean;
  /** An error code; the other events of the batch are not concerned. */
  error?: string;
}

export interface BatchResponse {
  results: BatchResult[];
}

export interface IdentifyResponse {
  ok: boolean;
  identityId: string | null;
  /** True when this click was not bound to this customer before. */
  firstStitch: boolean;
  /** Events that this call newly attributed. */
  backfilledAttributions?: number;
}
