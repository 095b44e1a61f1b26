import { type Random, randomFrom } from "@/server/demo/history/random";
import { HOUR_MS } from "@/server/platform/clock";
import { KEY_LIFE_MS } from "../../sending/steps";
import { Broken } from "../broken";
import {
  confirmByHand,
  DEEDS,
  type Deed,
  decide,
  hearWebhooks,
  reconcileNow,
  settleHeld,
  work,
} from "./deeds";
import { checkBalances, checkEntries, checkNothingStuck, checkTransfers } from "./laws";
import { type Mutation, openWorld, type World } from "./world";

/** How often each kind of thing happened. */
export type Counted = ReadonlyMap<string, number>;

const TOTAL = DEEDS.reduce((total, [weight]) => total + weight, 0);
/** Hours of calm after which everything is finished or held: a key's life, and three days without an answer. */
const CALM_HOURS = 100;
/** More requests than a schedule's payouts can need at one time. */
const MAX_REQUESTS = 2_000;

/** Lives one schedule to its end. Throws `Broken` when a law does not hold. The same seed is the same schedule. */
export async function liveSchedule(seed: number, mutation: Mutation = {}): Promise<Counted> {
  const random = randomFrom(seed);
  const world = await openWorld(random, mutation);
  const deeds = random.whole(30, 90);
  for (let count = 0; count < deeds; count++) {
    await pickDeed(random)(world);
    checkTransfers(world);
  }
  await calm(world);
  checkNothingStuck(world);
  if (random.chance(0.5)) await reconcileNow(world);
  await settlePeople(world);
  await reconcileNow(world);
  // What reconciling found of a held payout is read back like any other.
  await workAll(world);
  checkTransfers(world);
  checkBalances(world);
  checkEntries(world);
  return world.seen;
}

function pickDeed(random: Random): Deed {
  let place = random.next() * TOTAL;
  for (const [weight, deed] of DEEDS) {
    place -= weight;
    if (place < 0) return deed;
  }
  return () => undefined;
}

/** Stripe answers, and time passes until nothing is left to ask. */
async function calm(world: World): Promise<void> {
  world.stripe.trouble = 0;
  for (const account of world.accounts.values()) world.stripe.setReady(account, true);
  // A whole weekend without any worker, now and then: keys have ended when work goes on.
  if (world.random.chance(0.5)) world.clock.now += 2 * KEY_LIFE_MS;
  for (let hour = 0; hour < CALM_HOURS && (hour === 0 || isUnderWay(world)); hour++) {
    world.clock.now += HOUR_MS;
    await workAll(world);
    await hearWebhooks(world);
    checkTransfers(world);
  }
  world.clock.now += CALM_HOURS * HOUR_MS;
  await hearWebhooks(world);
  await workAll(world);
}

function isUnderWay({ books }: World): boolean {
  return books
    .payouts()
    .some(
      (one) =>
        one.nextAt !== null &&
        (one.status === "planned" || one.status === "sending") &&
        one.rail === "stripe_connect",
    );
}

async function workAll(world: World): Promise<void> {
  for (const worker of world.workers) {
    for (let request = 0; await work(world, worker); request++) {
      if (request > MAX_REQUESTS) throw new Broken("Stripe is asked without end");
    }
  }
}

/** People see to what is held, until nothing is. */
async function settlePeople(world: World): Promise<void> {
  for (let round = 0; round < 20; round++) {
    const waiting = world.books.payouts().filter((one) => one.status === "held");
    for (const payout of waiting) await settleHeld(world, payout);
    for (const payout of world.books.payouts()) {
      if (payout.rail !== "stripe_connect" && payout.status === "planned")
        await decide(world, payout, confirmByHand);
    }
    if (waiting.length === 0) return;
    await calm(world);
  }
  throw new Broken("people cannot settle what is held");
}
