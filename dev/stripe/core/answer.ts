import { setTimeout as sleep } from "node:timers/promises";
import { expand } from "./expand";
import { invalid, StripeFailure } from "./failure";
import type { Fault } from "./faults";
import type { Merchant } from "./merchant";
import { Params } from "./params";
import type { Found } from "./router";
import { type Answer, earlierAnswer, keepAnswer, occupy } from "./store/idempotency";
import { inVersion } from "./versions/versions";

/** One request as it came in. */
export type Request = {
  method: string;
  /** Without the query. */
  path: string;
  query: string;
  body: string;
  idempotencyKey: string | null;
  version: string;
};

/** What goes back; null where the connection breaks instead. */
export type Reply = (Answer & { replayed: boolean }) | null;

export type Answering = {
  merchant: Merchant;
  request: Request;
  route: Found | undefined;
  fault: Fault | null;
  /** Called when an effect is certain: writes the journal and wakes the deliveries. */
  settle(merchant: Merchant): void;
};

/** Answers one request. Everything it does to the account happens at once, or, when it fails, not at all. */
export async function answer(one: Answering): Promise<Reply> {
  const { fault, merchant, request } = one;
  if (fault?.kind === "no_answer" && !fault.afterEffect) return null;
  if (fault?.kind === "slow") {
    const free = request.idempotencyKey === null ? () => false : occupy(merchant, request.idempotencyKey);
    await sleep(fault.ms);
    free();
  }
  if (fault?.kind === "status" && fault.status !== 500 && !fault.afterEffect) return failed(fault.status);
  const reply = effect(one);
  if (fault?.kind === "no_answer") return null;
  if (fault?.kind === "status" && fault.status !== 500) return failed(fault.status);
  return reply;
}

function effect({ merchant, request, route, fault, settle }: Answering): Reply {
  const key = request.method === "POST" ? request.idempotencyKey : null;
  const fingerprint = `${request.method} ${request.path}\n${request.body}`;
  merchant.idempotencyKey = key;
  try {
    const earlier = key === null ? null : earlierAnswer(merchant, key, fingerprint);
    if (earlier) return { ...earlier, replayed: true };
    const made = perform(merchant, request, route, fault);
    // A refusal for its parameters did nothing, so Stripe lets the key be used again.
    if (key !== null && made.kept) keepAnswer(merchant, key, fingerprint, made.answer);
    settle(merchant);
    return { ...made.answer, replayed: false };
  } catch (error) {
    merchant.store.rollback();
    if (error instanceof StripeFailure) return { ...refusal(error), replayed: false };
    throw error;
  } finally {
    merchant.idempotencyKey = null;
  }
}

/** Carries a request out. A failure that the handler throws has been undone; whether Stripe keeps it for the key is said too. */
function perform(
  merchant: Merchant,
  request: Request,
  route: Found | undefined,
  fault: Fault | null,
): { answer: Answer; kept: boolean } {
  const broken = fault?.kind === "status" && fault.status === 500;
  if (broken && !fault.afterEffect) return { answer: failed(500), kept: true };
  try {
    const reply = run(merchant, request, route);
    return { answer: broken ? failed(500) : { status: 200, body: JSON.stringify(reply) }, kept: true };
  } catch (error) {
    if (!(error instanceof StripeFailure)) throw error;
    if (!error.keeps) merchant.store.rollback();
    const parameters = error.body.code?.startsWith("parameter_") === true;
    return { answer: refusal(error), kept: !parameters };
  }
}

function run(merchant: Merchant, request: Request, route: Found | undefined): object {
  if (!route) {
    throw new StripeFailure(404, {
      type: "invalid_request_error",
      message: `Unrecognized request URL (${request.method}: ${request.path}). The sandbox knows a part of Stripe's API only.`,
    });
  }
  const params = Params.parse(request.method === "POST" ? request.body : request.query);
  const paths = params.texts("expand");
  const reply = route.handler(merchant, params, ...route.ids);
  const unread = params.unread();
  if (unread[0] !== undefined) {
    throw invalid(`Received unknown parameter${unread.length > 1 ? "s" : ""}: ${unread.join(", ")}`, {
      param: unread[0],
      code: "parameter_unknown",
    });
  }
  return inVersion(expand(merchant, reply, paths), request.version, merchant);
}

function refusal({ status, body }: StripeFailure): Answer {
  return { status, body: JSON.stringify({ error: body }) };
}

function failed(status: number): Answer & { replayed: false } {
  const type = status === 429 ? "rate_limit_error" : status === 409 ? "invalid_request_error" : "api_error";
  const error =
    status === 429
      ? { type, code: "rate_limit", message: "Request rate limit exceeded." }
      : status === 409
        ? { type, code: "lock_timeout", message: "This object cannot be accessed right now." }
        : { type, message: "An unknown error occurred." };
  return { status, body: JSON.stringify({ error }), replayed: false };
}
