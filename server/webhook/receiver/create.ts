import { type Context, ownPartner, transact } from "@/server/auth/context";
import { note } from "@/server/auth/note";
import { now } from "@/server/platform/clock";
import { AppError } from "@/server/platform/errors";
import { type Id, newId } from "@/server/platform/ids";
import { violatedConstraint } from "@/server/platform/postgres/constraint";
import { HEALTHY } from "../rules";
import { newWebhookSecret } from "../signature";
import { countReceivers, insertReceiver, type ReceiverRow } from "../store/receivers";
import { permitReceivers, unusable } from "./access";
import { actOn } from "./act";
import { type ReceiverInput, refuseUnusable } from "./input";

export type NewReceiver = { receiver: ReceiverRow; secret: string };

const MAX_WEBHOOKS = 20;
const MAX_POSTBACKS_OF_A_PARTNER = 10;
const OF_A_PARTNER = "webhook_receivers_of_a_partner";

/** Adds an endpoint of the brand's. Its secret is returned this once. */
export function createWebhook(
  ctx: Context,
  input: Pick<ReceiverInput, "url" | "types" | "description">,
): Promise<NewReceiver> {
  return create(ctx, { ...input, kind: "webhook", method: "POST", body: null }, null, MAX_WEBHOOKS);
}

/** Adds a postback of a partner's: the caller's own, or the one that the brand names. */
export async function createPostback(
  ctx: Context,
  { partnerId, ...input }: Omit<ReceiverInput, "kind"> & { partnerId?: Id | undefined },
): Promise<NewReceiver> {
  const own = ownPartner(ctx.actor);
  if (own !== null && partnerId !== undefined && partnerId !== own) throw partnerNotFound(partnerId);
  const owner = own ?? partnerId;
  if (owner === undefined) throw unusable("partnerId", "a postback must say whose it is");
  try {
    return await create(ctx, { ...input, kind: "postback" }, owner, MAX_POSTBACKS_OF_A_PARTNER);
  } catch (error) {
    if (violatedConstraint(error) === OF_A_PARTNER) throw partnerNotFound(owner);
    throw error;
  }
}

async function create(
  ctx: Context,
  input: ReceiverInput,
  partnerId: Id | null,
  max: number,
): Promise<NewReceiver> {
  permitReceivers(ctx, input.kind, "write");
  refuseUnusable(ctx.services.outbound, input);
  const secret = newWebhookSecret();
  const receiver: ReceiverRow = {
    ...input,
    ...HEALTHY,
    id: newId(),
    partnerId,
    secret: ctx.services.secrets.encrypt(secret),
    previousSecret: null,
    previousSecretUntil: null,
    pausedAt: null,
    pausedBy: null,
    pauseReason: null,
    createdAt: now(),
  };
  await transact(ctx, async (tx) => {
    if ((await countReceivers(tx, input.kind, partnerId)) >= max) {
      throw new AppError(
        "conflict",
        `There are ${max} ${input.kind}s already, which is the most there can be.`,
      );
    }
    await insertReceiver(tx, receiver);
    await note(tx, ctx.actor, actOn(receiver, "made"));
  });
  return { receiver, secret };
}

function partnerNotFound(partnerId: Id): AppError {
  return new AppError("partner_not_found", `There is no partner ${partnerId}.`);
}
