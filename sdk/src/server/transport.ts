import { OpenPartnerError } from "../error";
import { backOffMs, isTransient, retryAfterMs } from "./back-off";

/** The longest `Retry-After` that is waited for; a longer one is handed to the caller as an error. */
const LONGEST_RETRY_AFTER_MS = 60_000;

export interface TransportConfig {
  apiUrl: string;
  apiKey: string;
  fetch: typeof fetch;
  timeoutMs: number;
  maxRetries: number;
  now: () => number;
  random: () => number;
  sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
}

export interface CallOptions {
  /** Names this call, at most 255 characters. The same key and body again give the first reply again, for 30 days. Absent: made up. */
  idempotencyKey?: string;
  /** Ends the call, between or within attempts; the promise is then rejected with the signal's reason. */
  signal?: AbortSignal;
}

type Attempt =
  | { ok: true; value: unknown }
  | { ok: false; error: OpenPartnerError; retryAfterMs: number | null };

/**
 * Posts JSON and returns the reply's JSON. No answer, 408, 429 and 5xx are tried again with one and the same
 * Idempotency-Key, so that a reply lost on the way back cannot become a second event.
 */
export async function post(
  config: TransportConfig,
  path: string,
  body: unknown,
  options: CallOptions,
): Promise<unknown> {
  const request = {
    method: "POST",
    headers: {
      accept: "application/json",
      authorization: `Bearer ${config.apiKey}`,
      "content-type": "application/json",
      "idempotency-key": options.idempotencyKey ?? crypto.randomUUID(),
    },
    body: JSON.stringify(body),
  };
  for (let failures = 1; ; failures++) {
    options.signal?.throwIfAborted();
    const attempt = await tryOnce(config, path, request, options.signal);
    if (attempt.ok) return attempt.value;
    const worthwhile = attempt.error.status === 0 || isTransient(attempt.error.status);
    const pause = attempt.retryAfterMs ?? backOffMs(failures, config.random());
    if (!worthwhile || failures > config.maxRetries || pause > LONGEST_RETRY_AFTER_MS) throw attempt.error;
    await config.sleep(pause, options.signal);
  }
}

async function tryOnce(
  config: TransportConfig,
  path: string,
  request: RequestInit,
  signal: AbortSignal | undefined,
): Promise<Attempt> {
  const attempt = new AbortController();
  const timer = setTimeout(() => attempt.abort(), config.timeoutMs);
  const passOn = () => attempt.abort();
  signal?.addEventListener("abort", passOn, { once: true });
  try {
    const reply = await config.fetch(`${config.apiUrl}${path}`, { ...request, signal: attempt.signal });
    return read(reply, await reply.text(), config.now());
  } catch (cause) {
    signal?.throwIfAborted();
    return { ok: false, error: noReply(config, path, attempt.signal.aborted, cause), retryAfterMs: null };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", passOn);
  }
}

function noReply(config: TransportConfig, path: string, timedOut: boolean, cause: unknown): OpenPartnerError {
  return timedOut
    ? new OpenPartnerError(`No reply to ${path} within ${config.timeoutMs} ms.`, 0, "timeout", undefined, {
        cause,
      })
    : new OpenPartnerError(`The API could not be reached for ${path}.`, 0, "network_error", undefined, {
        cause,
      });
}

function read(reply: Response, text: string, now: number): Attempt {
  const body = parse(text);
  if (reply.ok && body !== undefined) return { ok: true, value: body };
  const fields = isRecord(body) ? body : {};
  const code = reply.ok ? "invalid_response" : asText(fields.error);
  const message = asText(fields.message) ?? code ?? `${reply.status} ${reply.statusText}`.trim();
  const requestId = asText(fields.requestId) ?? reply.headers.get("x-request-id") ?? undefined;
  return {
    ok: false,
    error: new OpenPartnerError(message, reply.status, code, fields.detail ?? body ?? text, { requestId }),
    retryAfterMs: retryAfterMs(reply.headers.get("retry-after"), now),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;
const asText = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
