import { randomUUID } from "node:crypto";
import type { Api } from "@/server/api/rest/api";
import { errorReply } from "@/server/api/rest/errors";
import type { ApiReply, ApiRequest } from "@/server/api/rest/operation";
import { brandOfSlug } from "@/server/brand/by-slug";
import { now } from "@/server/platform/clock";
import { AppError } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import { stripeOf } from "@/server/stripe/connection";
import { keepEvent } from "@/server/stripe/inbox";
import { isSigned, readEvent, type StripeEvent } from "@/server/stripe/webhook";

const PATH = /^\/api\/webhooks\/stripe(?:\/([^/]+))?\/?$/;
const MAX_BODY_BYTES = 1_048_576;
const JSON_HEADERS = { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" };

/** Whether a path is the door for Stripe's webhooks. */
export function isStripeWebhook(path: string): boolean {
  return PATH.test(path);
}

/**
 * Takes in a webhook of a brand's Stripe account: what is signed is kept, then answered with 200, and worked off after that.
 * `kept` is told which brand has something new. Never rejects.
 */
export async function takeStripeWebhook(
  api: Api,
  request: ApiRequest,
  kept: (brandId: Id) => void,
): Promise<ApiReply> {
  const requestId = randomUUID();
  try {
    if (request.method !== "POST") {
      throw new AppError("method_not_allowed", "Stripe sends its webhooks with POST.", {
        detail: { allowed: "POST" },
      });
    }
    const brandId = await brandNamed(api, PATH.exec(request.path)?.[1]);
    const payload = (await request.body(MAX_BODY_BYTES)).toString("utf8");
    const isNew = await take(api, brandId, payload, request.header("stripe-signature") ?? "");
    if (isNew) kept(brandId);
    return { status: 200, headers: JSON_HEADERS, body: JSON.stringify({ received: true }) };
  } catch (error) {
    const headers = { ...JSON_HEADERS, "x-request-id": requestId };
    return { ...errorReply(error, requestId, api.services.log), headers };
  }
}

async function brandNamed(api: Api, slug: string | undefined): Promise<Id> {
  const found =
    slug === undefined ? await api.gate.homeBrand() : await brandOfSlug(api.services.database, slug);
  if (found !== null) return found;
  throw new AppError(
    "not_found",
    "No brand has this address. A hosted brand's webhooks go to …/stripe/<its slug>.",
  );
}

function take(api: Api, brandId: Id, payload: string, signature: string): Promise<boolean> {
  const { services } = api;
  return services.database.inBrand(brandId, async (tx) => {
    const secrets = (await stripeOf(services, tx))?.webhookSecrets ?? [];
    if (secrets.length === 0) {
      throw new AppError("unavailable", "No signing secret for Stripe's webhooks is set.");
    }
    return keepEvent(tx, signedEvent(payload, signature, secrets), payload, now());
  });
}

function signedEvent(payload: string, signature: string, secrets: readonly string[]): StripeEvent {
  if (!isSigned(payload, signature, secrets, now())) {
    throw new AppError(
      "invalid_signature",
      "The Stripe-Signature header does not fit this body, any of the signing secrets, and the last five minutes.",
    );
  }
  const event = readEvent(payload);
  if (!event) throw new AppError("invalid_body", "The body is signed, but is no event of Stripe's.");
  return event;
}
