import { OpenPartnerError } from "./error";
import { sleep } from "./server/sleep";
import { type CallOptions, post, type TransportConfig } from "./server/transport";
import type {
  BatchEvent,
  BatchResponse,
  EventResponse,
  IdentifyParams,
  IdentifyResponse,
  RedeemCouponParams,
  TrackEventParams,
  TrackRefundParams,
} from "./server/types";

// This file is the package's entry `./server`: what it exports is its public face.
export { OpenPartnerError } from "./error";
export type { HeadersLike } from "./headers";
export { signUserId } from "./server/sign";
export type { CallOptions } from "./server/transport";
export type * from "./server/types";
export {
  type VerifyWebhookOptions,
  verifyWebhook,
  WebhookError,
  type WebhookErrorCode,
  type WebhookMessage,
  type WebhookType,
} from "./server/webhook";

const TIMEOUT_MS = 10_000;
const MAX_RETRIES = 3;

export interface OpenPartnerServerConfig {
  /** Where the API is, with its path: `https://partners.example.com/api/v1`. */
  apiUrl: string;
  /** A secret key, `op_…`, with `events:write` and, for `identify`, `identify:write`. Never for a browser. */
  apiKey: string;
  /** Takes the place of the platform's `fetch`. */
  fetch?: typeof fetch;
  /** Limit of one attempt, its reply read, in milliseconds. Default 10,000. */
  timeoutMs?: number;
  /** Attempts after the first, 0 or more. Default 3: with the pauses between them, 0.9 to 1.75 seconds of waiting. */
  maxRetries?: number;
  /** Takes the place of `Date.now`, for tests. */
  now?: () => number;
  /** Takes the place of `Math.random`, for tests. */
  random?: () => number;
  /** Takes the place of waiting, for tests. */
  sleep?: (ms: number, signal?: AbortSignal) => Promise<void>;
}

/**
 * The API for a brand's own server: Node 20, Bun, Deno, edge.
 *
 * Each method rejects with `OpenPartnerError` when the API refuses, or when it stays unreachable after all attempts.
 * Within one call a repeated attempt is never counted twice; across calls, give `externalId`.
 */
export class OpenPartnerServer {
  private readonly transport: TransportConfig;

  /** @throws OpenPartnerError `config_missing` without `apiUrl` or `apiKey` */
  constructor(config: OpenPartnerServerConfig) {
    if (!config.apiUrl) throw new OpenPartnerError("apiUrl is missing.", 400, "config_missing");
    if (!config.apiKey) throw new OpenPartnerError("apiKey is missing.", 400, "config_missing");
    this.transport = {
      apiUrl: config.apiUrl.replace(/\/+$/, ""),
      apiKey: config.apiKey,
      // Looked up at the call, so that what patches the platform's fetch later is respected; called without a `this`.
      fetch: config.fetch ?? ((input, init) => globalThis.fetch(input, init)),
      timeoutMs: config.timeoutMs ?? TIMEOUT_MS,
      maxRetries: config.maxRetries ?? MAX_RETRIES,
      now: config.now ?? Date.now,
      random: config.random ?? Math.random,
      sleep: config.sleep ?? sleep,
    };
  }

  /** Records something a customer did and says who was credited. The same `type` and `externalId` again: the same event. */
  trackEvent(event: TrackEventParams, options: CallOptions = {}): Promise<EventResponse> {
    return this.call("/attribution/events", event, options);
  }

  /** Records a refund, whole or in part, before or after its sale is known. What partners earned by it is corrected. */
  trackRefund(refund: TrackRefundParams, options: CallOptions = {}): Promise<EventResponse> {
    return this.call("/attribution/events", { ...refund, type: "refund" }, options);
  }

  /** Records 1 to 1,000 events (at most 1 MiB of JSON), each for itself: look at every `results[].ok`. */
  trackBatch(events: readonly BatchEvent[], options: CallOptions = {}): Promise<BatchResponse> {
    return this.call("/attribution/events/batch", { events }, options);
  }

  /** Binds a click to a customer. Events from before are credited too. Rejects with `click_not_found` for an unknown cref. */
  identify(identity: IdentifyParams, options: CallOptions = {}): Promise<IdentifyResponse> {
    return this.call("/attribution/identify", identity, options);
  }

  /** Records a sale (or another event) whose customer used a partner's coupon. */
  redeemCoupon(redemption: RedeemCouponParams, options: CallOptions = {}): Promise<EventResponse> {
    return this.call("/coupons/redeem", redemption, options);
  }

  private async call<Reply>(path: string, body: unknown, options: CallOptions): Promise<Reply> {
    // The reply's shape is the API's promise; checking it again here would double the size of the client.
    return (await post(this.transport, path, body, options)) as Reply;
  }
}
