import { randomUUID } from "node:crypto";
import type { Api } from "@/server/api/rest/api";
import { errorReply } from "@/server/api/rest/errors";
import type { ApiReply, ApiRequest } from "@/server/api/rest/operation";
import { brandOfSlug } from "@/server/brand/by-slug";
import { AppError } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import { intakeOf } from "@/server/stripe/webhook/intake";

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
    const signature = request.header("stripe-signature") ?? "";
    const isNew = await intakeOf(api.services).submit({ brandId, payload, signature });
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
