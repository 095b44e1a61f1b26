import { now } from "@/server/platform/clock";
import { AppError } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import type { Database } from "@/server/platform/postgres/database";
import { Grouping } from "@/server/platform/postgres/grouping";
import type { Secrets } from "@/server/platform/secrets";
import { type StripeDoor, stripeOf } from "../connection";
import { keepEvents } from "./inbox";
import { isSigned, readEvent, type StripeEvent } from "./webhook";

/** A webhook as it came in, before anybody believes it. */
type Arrived = { brandId: Id; payload: string; signature: string };
type Deps = { readonly stripe: StripeDoor; readonly secrets: Secrets; readonly database: Database };

/** Bodies are up to a megabyte, so few may wait; Stripe sends again what was refused. */
const LIMITS = { maxGroup: 100, maxUnderWay: 4, maxWaiting: 1_000 };

const intakes = new WeakMap<Deps, Grouping<Arrived, boolean>>();

/**
 * Keeps webhooks that arrive together in one statement. Each is answered after the commit: with whether it is new, or with the
 * reason why it is not believed.
 */
export function intakeOf(deps: Deps): Grouping<Arrived, boolean> {
  const known = intakes.get(deps);
  if (known) return known;
  const made = new Grouping<Arrived, boolean>((group) => keepGroup(deps, group), LIMITS);
  intakes.set(deps, made);
  return made;
}

async function keepGroup(deps: Deps, group: readonly Arrived[]): Promise<(boolean | Promise<boolean>)[]> {
  const answers = new Map<Arrived, boolean | AppError>();
  for (const brandId of new Set(group.map((one) => one.brandId))) {
    const arrived = group.filter((one) => one.brandId === brandId);
    for (const [one, answer] of await keepOfBrand(deps, brandId, arrived)) answers.set(one, answer);
  }
  return group.map((one) => {
    const answer = answers.get(one);
    return answer instanceof AppError ? Promise.reject(answer) : (answer ?? false);
  });
}

function keepOfBrand(
  deps: Deps,
  brandId: Id,
  arrived: readonly Arrived[],
): Promise<Map<Arrived, boolean | AppError>> {
  return deps.database.inBrand(brandId, async (tx) => {
    const secrets = (await stripeOf(deps, tx))?.webhookSecrets ?? [];
    const read = new Map(arrived.map((one) => [one, believed(one, secrets)]));
    const good = arrived.flatMap((one) => {
      const event = read.get(one);
      return event === undefined || event instanceof AppError ? [] : [{ event, payload: one.payload }];
    });
    const added = good.length > 0 ? await keepEvents(tx, good, now()) : new Set<string>();
    return new Map(
      arrived.map((one) => {
        const event = read.get(one);
        return [one, event instanceof AppError ? event : event !== undefined && added.has(event.id)];
      }),
    );
  });
}

/** The event, if one of the secrets signed it just now. */
function believed({ payload, signature }: Arrived, secrets: readonly string[]): StripeEvent | AppError {
  if (secrets.length === 0) {
    return new AppError("unavailable", "No signing secret for Stripe's webhooks is set.");
  }
  if (!isSigned(payload, signature, secrets, now())) {
    return new AppError(
      "invalid_signature",
      "The Stripe-Signature header does not fit this body, any of the signing secrets, and the last five minutes.",
    );
  }
  return (
    readEvent(payload) ?? new AppError("invalid_body", "The body is signed, but is no event of Stripe's.")
  );
}
