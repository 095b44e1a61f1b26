import type { Services } from "@/server/auth/context";
import { now } from "@/server/platform/clock";
import { attemptSeconds } from "../metrics";
import { type Result, resultOf } from "../rules";
import type { AttemptRow } from "../store/attempts";
import type { Claim } from "../store/claims";
import type { ReceiverRow } from "../store/receivers";
import { requestTo } from "./request";

/** One attempt: what was sent and what came of it. */
export type Attempt = { claim: Claim; result: Result; log: AttemptRow };

const MAX_LOGGED_HEADERS = 40;
const MAX_LOGGED_HEADER_CHARACTERS = 500;
const SECOND_MS = 1_000;

/** Sends one message. Never rejects: what the receiver does wrong is the attempt's result. */
export async function send(services: Services, receiver: ReceiverRow, claim: Claim): Promise<Attempt> {
  const message = { id: claim.messageId, body: claim.body, macros: claim.macros };
  const request = requestTo(receiver, message, services.secrets);
  const startedAt = now();
  const { reply, fault, durationMs } = await services.outbound.call(request);
  const result = resultOf(reply, fault);
  attemptSeconds.observe({ kind: receiver.kind, result: result.kind }, durationMs / SECOND_MS);
  return {
    claim,
    result,
    log: {
      number: claim.attempts + 1,
      startedAt,
      durationMs,
      method: request.method,
      url: request.url,
      requestHeaders: { ...request.headers },
      requestBody: receiver.kind === "postback" ? (request.body ?? null) : null,
      status: reply?.status ?? null,
      replyHeaders: reply === null ? null : loggedHeaders(reply.headers),
      replyBody: reply === null ? null : storable(reply.body),
      error: result.kind === "delivered" ? null : result.error,
    },
  };
}

function loggedHeaders(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers)
      .slice(0, MAX_LOGGED_HEADERS)
      .map(([name, value]) => [storable(name), storable(value.slice(0, MAX_LOGGED_HEADER_CHARACTERS))]),
  );
}

/** PostgreSQL holds no NUL in a text. */
function storable(text: string): string {
  return text.replaceAll("\0", "\uFFFD");
}
