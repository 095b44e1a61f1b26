import Stripe from "stripe";
import { type Millis, SECOND_MS } from "@/server/platform/clock";
import { fromStripe, toStripe } from "../amount";
import type { StripeClient } from "../client";
import type { Answer, Transfer, Transfers } from "./transfer";

/** Requests that move money ask for no repetition by the client: who asks again, and with which key, is decided elsewhere. */
const ONCE = { maxNetworkRetries: 0 } as const;
const PAGE_SIZE = 100;
/** Bounds one list: 100,000 transfers in the time that is reconciled. */
const MAX_TRANSFERS = 100_000;

/** Transfers from the account that a client opens. `account` names it. */
export function transfersOn(client: StripeClient, account: string): Transfers {
  return {
    account,
    create: (order) =>
      answered(async () => {
        const made = await client.transfers.create(
          {
            amount: toStripe(order.amount, order.currency),
            currency: order.currency.toLowerCase(),
            destination: order.destination,
            transfer_group: order.group,
            metadata: { openpartner_payout: order.group, openpartner_generation: String(order.generation) },
          },
          { ...ONCE, idempotencyKey: order.key },
        );
        return { kind: "transfer", transfer: transferOf(made) };
      }),
    ofGroup: (group) => answered(() => all(client, { transfer_group: group })),
    read: (transferId) =>
      answered(async () => {
        const one = await client.transfers.retrieve(transferId, {}, ONCE);
        return { kind: "transfer", transfer: transferOf(one) };
      }, "one"),
    since: (from: Millis) => answered(() => all(client, { created: { gte: Math.floor(from / SECOND_MS) } })),
  };
}

async function all(client: StripeClient, query: Stripe.TransferListParams): Promise<Answer> {
  const transfers: Transfer[] = [];
  for await (const one of client.transfers.list({ ...query, limit: PAGE_SIZE }, ONCE)) {
    transfers.push(transferOf(one));
    if (transfers.length === MAX_TRANSFERS)
      throw new Error(`more than ${MAX_TRANSFERS} transfers in one list`);
  }
  return { kind: "transfers", transfers };
}

function transferOf(one: Stripe.Transfer): Transfer {
  const currency = one.currency.toUpperCase();
  const { destination } = one;
  return {
    id: one.id,
    amount: fromStripe(one.amount, currency),
    reversed: fromStripe(one.amount_reversed, currency),
    currency,
    destination: typeof destination === "string" ? destination : (destination?.id ?? ""),
    group: one.transfer_group,
    createdAt: one.created * SECOND_MS,
  };
}

async function answered(ask: () => Promise<Answer>, what: "one" | "any" = "any"): Promise<Answer> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError) {
      return what === "one" && error.statusCode === NOT_FOUND ? { kind: "missing" } : answerOf(error);
    }
    throw error;
  }
}

const TOO_MANY_REQUESTS = 429;
const CONFLICT = 409;
const NOT_FOUND = 404;
const SERVER_ERROR = 500;

/** What an error of Stripe's says about the request: whether it can have had an effect. */
function answerOf(error: Stripe.errors.StripeError): Answer {
  const { statusCode: status, message } = error;
  const code = error.code ?? error.type;
  if (status === undefined) return { kind: "unclear", code: "no_answer", message };
  if (status >= SERVER_ERROR) return { kind: "unclear", code: `http_${status}`, message };
  if (status === TOO_MANY_REQUESTS || status === CONFLICT) return { kind: "unclear", code, message };
  if (error instanceof Stripe.errors.StripeIdempotencyError) return { kind: "other_content", message };
  return { kind: "refused", code, message };
}

/** The transfer in a webhook; null when the object is none. */
export function readTransfer(object: Record<string, unknown>): Transfer | null {
  const { id, amount, amount_reversed: reversed, currency, created } = object;
  const whole =
    typeof id === "string" &&
    Number.isSafeInteger(amount) &&
    Number.isSafeInteger(reversed) &&
    typeof currency === "string" &&
    Number.isSafeInteger(created);
  // What is read of a transfer has been checked; the rest of its type is not used.
  return whole ? transferOf(object as unknown as Stripe.Transfer) : null;
}
