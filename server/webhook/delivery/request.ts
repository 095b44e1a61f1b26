import { type Millis, now } from "@/server/platform/clock";
import type { Call } from "@/server/platform/outbound/faults";
import type { Secrets } from "@/server/platform/secrets";
import { expand, type MacroValues } from "../macros";
import { signedHeaders } from "../signature";
import type { ReceiverRow } from "../store/receivers";

const USER_AGENT = "OpenPartner-Webhooks/1";
/** So much of a reply is read and kept in the log. */
const MAX_REPLY_BYTES = 4_096;

/** The request that tells a receiver of a message. It is signed for this moment. */
export function requestTo(
  receiver: ReceiverRow,
  message: { id: string; body: string; macros: MacroValues | null },
  secrets: Secrets,
): Call {
  const values = message.macros ?? {};
  const url = receiver.kind === "postback" ? expand(receiver.url, values) : receiver.url;
  const body = receiver.kind === "postback" ? postbackBody(receiver, values) : message.body;
  const signed = signedHeaders(
    { id: message.id, content: body ?? url },
    secretsInForce(receiver, now()).map((sealed) => secrets.decrypt(sealed)),
    now(),
  );
  const type = receiver.kind === "postback" ? "application/x-www-form-urlencoded" : "application/json";
  const headers = {
    "user-agent": USER_AGENT,
    ...(body === undefined ? {} : { "content-type": type }),
    ...signed,
  };
  return {
    method: receiver.method,
    url,
    headers,
    maxReplyBytes: MAX_REPLY_BYTES,
    ...(body === undefined ? {} : { body }),
  };
}

function postbackBody({ method, body }: ReceiverRow, values: MacroValues): string | undefined {
  return method === "GET" ? undefined : expand(body ?? "", values);
}

/** Newest first. */
function secretsInForce(receiver: ReceiverRow, at: Millis): string[] {
  const { secret, previousSecret, previousSecretUntil } = receiver;
  const overlaps = previousSecret !== null && previousSecretUntil !== null && previousSecretUntil > at;
  return overlaps ? [secret, previousSecret] : [secret];
}
