import { createHmac, randomBytes } from "node:crypto";
import { type Millis, SECOND_MS } from "@/server/platform/clock";

const PREFIX = "whsec_";
const SECRET_BYTES = 32;

export function newWebhookSecret(): string {
  return `${PREFIX}${randomBytes(SECRET_BYTES).toString("base64")}`;
}

/**
 * The headers of Standard Webhooks (https://www.standardwebhooks.com): one signature for each secret, so that either verifies
 * while one replaces the other. `content` is the request's body, or the address where there is none.
 */
export function signedHeaders(
  message: { id: string; content: string },
  secrets: readonly string[],
  at: Millis,
): Record<string, string> {
  const timestamp = String(Math.floor(at / SECOND_MS));
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(PREFIX.length), "base64");
    const hash = createHmac("sha256", key).update(`${message.id}.${timestamp}.${message.content}`);
    return `v1,${hash.digest("base64")}`;
  });
  return {
    "webhook-id": message.id,
    "webhook-timestamp": timestamp,
    "webhook-signature": signatures.join(" "),
  };
}
