import { type HeadersLike, headerOf } from "../headers";
import { fromBase64, hmacKey, utf8 } from "./bytes";

const TOLERANCE_S = 300;
const MAX_SIGNATURES = 16;
const SECOND_MS = 1_000;

export type WebhookErrorCode =
  | "missing_headers"
  | "invalid_timestamp"
  | "timestamp_out_of_range"
  | "invalid_secret"
  | "invalid_signature"
  | "invalid_payload";

/** A delivery that must not be believed (or a secret that cannot be one); answer 400 and do nothing else. */
export class WebhookError extends Error {
  readonly code: WebhookErrorCode;
  constructor(code: WebhookErrorCode, message: string) {
    super(message);
    this.name = "WebhookError";
    this.code = code;
  }
}

export type WebhookType =
  | "click.flagged"
  | "customer.identified"
  | "event.attributed"
  | `commission.${"created" | "approved" | "reversed" | "paid"}`
  | `payout.${"created" | "paid" | "failed"}`
  | `partner.${"created" | "activated" | "revoked"}`
  | `application.${"received" | "approved" | "rejected"}`
  | "fraud.flagged";

export interface WebhookMessage {
  /** The `webhook-id`: the same for each attempt to deliver one message. Keep it to drop what comes twice. */
  id: string;
  /** When this attempt was signed. */
  sentAt: Date;
  /** The body as sent: `type` is a `WebhookType`, or a newer one that this version does not know. */
  payload: { type: WebhookType | (string & {}); [field: string]: unknown };
}

export interface VerifyWebhookOptions {
  /** How far the delivery's time may lie from now, either way, in seconds. Default 300. */
  toleranceSeconds?: number;
  /** Milliseconds since 1970. Default `Date.now`. */
  now?: () => number;
}

/**
 * Verifies a delivery (Standard Webhooks) and returns its message.
 *
 * @param body the request's body as received; parsing and printing it again breaks the signature
 * @param secret `whsec_…`, or several while one replaces another
 * @throws WebhookError with a `code` that says why
 */
export async function verifyWebhook(
  body: string | Uint8Array,
  headers: HeadersLike,
  secret: string | readonly string[],
  options: VerifyWebhookOptions = {},
): Promise<WebhookMessage> {
  const id = header(headers, "webhook-id");
  const timestamp = header(headers, "webhook-timestamp");
  const signatures = parseSignatures(header(headers, "webhook-signature"));
  const sentAt = checkTime(timestamp, options);
  const content = join(utf8(`${id}.${timestamp}.`), typeof body === "string" ? utf8(body) : body);
  const secrets = typeof secret === "string" ? [secret] : secret;
  if (!(await anyMatches(secrets, signatures, content))) {
    throw new WebhookError("invalid_signature", `No signature of ${id} was made with the given secret.`);
  }
  return { id, sentAt, payload: parsePayload(body) };
}

function header(headers: HeadersLike, name: string): string {
  const value = headerOf(headers, name);
  if (!value) throw new WebhookError("missing_headers", `The header ${name} is missing.`);
  return value;
}

/** The `v1` signatures among those listed, separated by spaces; other versions are not ours to judge. */
function parseSignatures(list: string): Uint8Array<ArrayBuffer>[] {
  return list
    .split(" ")
    .slice(0, MAX_SIGNATURES)
    .filter((entry) => entry.startsWith("v1,"))
    .map((entry) => fromBase64(entry.slice(3)))
    .filter((bytes) => bytes !== null);
}

function checkTime(timestamp: string, options: VerifyWebhookOptions): Date {
  if (!/^\d{1,12}$/.test(timestamp)) {
    throw new WebhookError("invalid_timestamp", "webhook-timestamp is not a whole number of seconds.");
  }
  const seconds = Number(timestamp);
  const now = (options.now ?? Date.now)() / SECOND_MS;
  const tolerance = options.toleranceSeconds ?? TOLERANCE_S;
  if (!(Math.abs(now - seconds) <= tolerance)) {
    throw new WebhookError("timestamp_out_of_range", `The delivery is not within ${tolerance} s of now.`);
  }
  return new Date(seconds * SECOND_MS);
}

/** `subtle.verify` compares in constant time on every platform. */
async function anyMatches(
  secrets: readonly string[],
  signatures: readonly Uint8Array<ArrayBuffer>[],
  content: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  for (const secret of secrets) {
    const bytes = fromBase64(secret.replace(/^whsec_/, ""));
    if (!bytes?.length) throw new WebhookError("invalid_secret", "A webhook secret is whsec_ and base64.");
    const key = await hmacKey(bytes, "verify");
    for (const signature of signatures) {
      if (await crypto.subtle.verify("HMAC", key, signature, content)) return true;
    }
  }
  return false;
}

function parsePayload(body: string | Uint8Array): WebhookMessage["payload"] {
  try {
    const payload: unknown = JSON.parse(typeof body === "string" ? body : new TextDecoder().decode(body));
    if (isMessage(payload)) return payload;
  } catch {
    // Falls through: a signed body that is no JSON is the same fault as JSON without a type.
  }
  throw new WebhookError("invalid_payload", "The body is not a JSON object with a type.");
}

const isMessage = (payload: unknown): payload is WebhookMessage["payload"] =>
  typeof payload === "object" && payload !== null && "type" in payload && typeof payload.type === "string";

function join(head: Uint8Array, tail: Uint8Array): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(head.length + tail.length);
  whole.set(head);
  whole.set(tail, head.length);
  return whole;
}
