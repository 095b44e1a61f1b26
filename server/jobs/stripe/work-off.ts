import type { Context, Services } from "@/server/auth/context";
import { NotYetKnown } from "@/server/event/stripe/ask";
import type { Kept } from "@/server/event/stripe/keep";
import { takeAsking, takeKnown } from "@/server/event/stripe/take";
import { HOUR_MS, MINUTE_MS, type Millis, now } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import { inTurn } from "@/server/platform/in-turn";
import type { Tx } from "@/server/platform/postgres/database";
import { stripeOf } from "@/server/stripe/connection";
import {
  brandsWithDueEvents,
  claimDue,
  claimOne,
  hasten,
  markDone,
  markTried,
  type Waiting,
} from "@/server/stripe/webhook/inbox";
import { readEvent, type StripeEvent } from "@/server/stripe/webhook/webhook";
import { otherMode } from "./other-mode";
import { TAKERS } from "./takers";

/** Events of one transaction: few enough that a person's request never waits long for a customer it holds. */
const GROUP = 50;
const MAX_GROUPS = 10_000;
/** When an event that could not be worked off is tried again, by how often it was. After the last it waits for a person. */
const RETRY_AFTER_MS: readonly Millis[] = [
  MINUTE_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  6 * HOUR_MS,
  12 * HOUR_MS,
  24 * HOUR_MS,
  24 * HOUR_MS,
];
/** Events that say what others may be waiting for. */
const TEACHING: ReadonlySet<string> = new Set([
  "checkout.session.completed",
  "invoice.paid",
  "invoice.payment_succeeded",
  "invoice_payment.paid",
]);
const MAX_REASON_CHARACTERS = 500;

/** Works off what Stripe told every brand. Resolves to the number of events that were looked at. */
export async function workOffAll(services: Services): Promise<number> {
  const brands = await brandsWithDueEvents(services.database, now());
  const looked = await inTurn(brands, (brandId) => workOffStripe(services, brandId));
  return looked.reduce((sum, one) => sum + one, 0);
}

/** Works off one brand's events that are due, each until it is done or its reason is noted. */
export async function workOffStripe(services: Services, brandId: Id): Promise<number> {
  const ctx: Context = { services, actor: { kind: "system", brandId } };
  let looked = 0;
  for (let group = 0; group < MAX_GROUPS; group++) {
    const claimed: Waiting[] = [];
    const alone = await workOffGroup(ctx, claimed);
    if (claimed.length === 0) return looked;
    for (const one of alone) await workOffAlone(ctx, one);
    looked += claimed.length;
  }
  return looked;
}

/** Takes a group in together, and gives back those that have to be looked at one by one. */
async function workOffGroup(ctx: Context, claimed: Waiting[]): Promise<Waiting[]> {
  const { services, actor } = ctx;
  try {
    return await services.database.inBrand(actor.brandId, async (tx) => {
      claimed.splice(0, claimed.length, ...(await claimDue(tx, now(), GROUP)));
      const connection = await stripeOf(services, tx);
      const read = claimed.map((row) => ({ row, event: readEvent(row.payload) }));
      const plain = read.flatMap(({ row, event }) =>
        event && !TAKERS[event.type] && otherMode(event, connection) === null ? [{ row, event }] : [],
      );
      const events = plain.map(({ event }) => event);
      const kept = events.length > 0 ? await takeKnown(ctx, tx, events, connection) : [];
      const done = new Set<Id>();
      for (const [index, { row }] of plain.entries()) {
        const result = kept[index];
        if (result && (await mark(tx, row.id, result))) done.add(row.id);
      }
      await markDone(tx, [...done], now());
      if (events.some(({ type }) => TEACHING.has(type))) await hasten(tx, now());
      const settled = new Set(plain.flatMap(({ row }, index) => (kept[index] ? [row.id] : [])));
      return claimed.filter((row) => !settled.has(row.id));
    });
  } catch (error) {
    // One of them fails the others: each is tried by itself, and the one that is at fault says so.
    services.log.warn({ err: error, brandId: actor.brandId }, "a group of Stripe's events is taken apart");
    return [...claimed];
  }
}

/** Whether the event may be marked done with the others. One with a note is marked by itself, as is one that was refused. */
async function mark(tx: Tx, id: Id, kept: Kept): Promise<boolean> {
  if (!kept.ok) {
    await markTried(tx, id, { reason: kept.error.message, dueAt: null });
    return false;
  }
  if (kept.note === null) return true;
  await markDone(tx, [id], now(), kept.note);
  return false;
}

async function workOffAlone(ctx: Context, row: Waiting): Promise<void> {
  const { database, log } = ctx.services;
  const { brandId } = ctx.actor;
  try {
    const event = readEvent(row.payload);
    if (!event) throw new Error("This is no event of Stripe's.");
    await takeAlone(ctx, row, event);
  } catch (error) {
    const wait = RETRY_AFTER_MS[row.attempts];
    const reason = (error instanceof Error ? error.message : String(error)).slice(0, MAX_REASON_CHARACTERS);
    log.warn(
      { err: error, brandId, stripeEvent: row.stripeId },
      "an event of Stripe's could not be worked off",
    );
    const awaits = error instanceof NotYetKnown ? error.payment : null;
    const dueAt = wait === undefined ? null : now() + wait;
    await database.inBrand(brandId, (tx) => markTried(tx, row.id, { reason, dueAt, awaits }));
  }
}

async function takeAlone(ctx: Context, row: Waiting, event: StripeEvent): Promise<void> {
  if (await setAside(ctx, row, event)) return;
  const taker = TAKERS[event.type];
  if (taker) {
    await ctx.services.database.inBrand(ctx.actor.brandId, async (tx) => {
      if (!(await claimOne(tx, row.id))) return;
      await taker({ ...ctx, tx }, tx, event);
      await markDone(tx, [row.id], now());
    });
    return;
  }
  await takeAsking(ctx, event, async (tx, take) => {
    if (!(await claimOne(tx, row.id))) return;
    if (await mark(tx, row.id, await take())) await markDone(tx, [row.id], now());
    if (TEACHING.has(event.type)) await hasten(tx, now());
  });
}

/** Whether the event is none of the account that is connected now. It is done with a note, for a person who looks for it. */
function setAside({ services, actor }: Context, row: Waiting, event: StripeEvent): Promise<boolean> {
  return services.database.inBrand(actor.brandId, async (tx) => {
    const note = otherMode(event, await stripeOf(services, tx));
    if (note !== null && (await claimOne(tx, row.id))) await markDone(tx, [row.id], now(), note);
    return note !== null;
  });
}
