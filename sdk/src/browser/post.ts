import { OpenPartnerError } from "../error";
import type { OpenPartnerConfig } from "./config";

type Reply = Record<string, unknown> & { error?: string; message?: string };

const PAUSE_MS = 1e3;

/**
 * Sends JSON and outlives the page. No answer in time, 429 and 5xx are tried once more. A refusal is thrown as an
 * `OpenPartnerError`, no answer as the browser's own error.
 */
export const post = async (
  { apiUrl, key, timeoutMs = 1e4 }: OpenPartnerConfig,
  path: string,
  body: object,
  headers?: Record<string, string>,
): Promise<Reply> => {
  const send = async () => {
    const reply = await fetch(apiUrl.replace(/\/+$/, "") + path, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        ...(key && { authorization: `Bearer ${key}` }),
        ...headers,
      },
      body: JSON.stringify(body),
      credentials: "omit",
      keepalive: true,
      // Browsers from before 2022 have no such signal; there the browser's own limit holds.
      signal: AbortSignal.timeout?.(timeoutMs),
    });
    const content: Reply = await reply.json().catch(() => ({}));
    if (reply.ok) return content;
    const { error, message = error || "HTTP " + reply.status, detail = content } = content;
    throw new OpenPartnerError(message, reply.status, error, detail);
  };
  return send().catch(async (failure: OpenPartnerError) => {
    // The browser's own errors have no status, and `undefined` is not below 500.
    if (failure.status < 500 && failure.status !== 429) throw failure;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    return send();
  });
};
