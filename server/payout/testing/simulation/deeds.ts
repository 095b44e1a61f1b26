import { reverse } from "@/dev/stripe/connect/reversals";
import { minor } from "@/server/money/minor";
import { HOUR_MS, MINUTE_MS, SECOND_MS } from "@/server/platform/clock";
import { AppError } from "@/server/platform/errors";
import { readTransfer } from "@/server/stripe/connect/transfers";
import type { Act, Books } from "../../books";
import { confirmIn } from "../../people/confirm";
import { releaseIn } from "../../people/release";
import { retryIn } from "../../people/retry";
import { plan } from "../../planning/plan";
import { reconcile } from "../../reconciliation/reconcile";
import { learn } from "../../returns/learn";
import type { Payout } from "../../rules";
import { begin, finish, perform } from "../../sending/work";
import { changeWorth, count, pickOf, sell, type Worker, type World } from "./world";

/** One thing that happens. */
export type Deed = (world: World) => Promise<void> | void;

/** One worker takes one step: it begins, asks Stripe, or writes down the answer. */
export async function work(world: World, worker: Worker): Promise<boolean> {
  const { books, transfers, clock, mutation } = world;
  const { assignment, answer } = worker;
  if (!assignment) {
    const begun = await books.transact((tx) => begin(tx, transfers.account, clock.now));
    if (begun) worker.assignment = begun;
    return begun !== null;
  }
  if (!answer) {
    const got = await perform(transfers, assignment, mutation.performsAt?.(clock.now) ?? clock.now);
    if (got) worker.answer = got;
    else forget(worker);
    return true;
  }
  forget(worker);
  count(world, `answer-${answer.kind}`);
  count(world, await books.transact((tx) => finish(tx, assignment, answer, clock.now)));
  return true;
}

function forget(worker: Worker): void {
  delete worker.assignment;
  delete worker.answer;
}

async function planPayouts({ books, clock, claims }: World): Promise<void> {
  const settings = { rail: "auto", thresholds: new Map([["USD", minor(500)]]) } as const;
  const request = { settings, filter: {}, preview: false, by: "admin", now: clock.now };
  const { planned } = await books.transact((tx) => plan(tx, request));
  for (const { payoutId, entryIds } of planned) if (payoutId !== null) claims.set(payoutId, entryIds);
}

export async function hearWebhooks(world: World): Promise<void> {
  for (const event of await world.stripe.webhooks()) {
    const { object } = event["data"] as { object: Record<string, unknown> };
    const transfer = readTransfer(object);
    if (transfer && !world.mutation.deaf)
      count(world, await world.books.transact((tx) => learn(tx, transfer, "stripe", world.clock.now)));
  }
}

export async function reconcileNow({ books, stripe, transfers, clock, mutation }: World): Promise<void> {
  if (!mutation.deaf)
    await reconcile(books.transact, { ...stripe.transfers, account: transfers.account }, clock.now);
}

type Verb = (books: Books, payout: Payout, act: Act) => Promise<Payout>;

/** A person does something to a payout; what is refused changes nothing. */
export async function decide({ books, clock }: World, payout: Payout, verb: Verb): Promise<void> {
  try {
    await books.transact(async (tx) => {
      const held = await tx.hold(payout.id);
      if (held) await verb(tx, held, { at: clock.now, by: "admin", note: "decided" });
    });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
}

export const confirmByHand: Verb = (books, payout, act) =>
  payout.rail === "stripe_connect"
    ? Promise.resolve(payout)
    : confirmIn(books, payout, { reference: "wire", paidAt: act.at }, act);

function decideOne(verb: Verb): Deed {
  return async (world) => {
    const payout = pickOf(world.random, world.books.payouts());
    if (payout) await decide(world, payout, verb);
  };
}

function reverseTransfer({ random, stripe: { sandbox, merchant } }: World): void {
  const standing = [...merchant.store.all("transfer")].filter((one) => one.amount_reversed < one.amount);
  const transfer = pickOf(random, standing);
  if (!transfer) return;
  const rest = transfer.amount - transfer.amount_reversed;
  sandbox.change(merchant, () =>
    reverse(merchant, transfer.id, random.chance(0.5) ? rest : random.whole(1, rest)),
  );
}

/** What came back of a payout waits for a person, who approves it or writes it off. */
function reviewReturned({ random, books }: World): void {
  const waiting = pickOf(
    random,
    books.entries().filter((entry) => entry.status === "pending"),
  );
  if (waiting) books.turn(waiting.id, random.chance(0.7) ? "approved" : "reversed");
}

function toggleAccount({ random, stripe, accounts }: World): void {
  const account = pickOf(random, [...accounts.values()]);
  if (account !== undefined) stripe.setReady(account, random.chance(0.5));
}

/** How trouble begins and ends: for a while every request fails, some, or none. */
function changeTrouble({ random, stripe }: World): void {
  stripe.trouble = random.pick([0, 0.3, 0.7, 1, 1] as const);
}

const SPANS = [
  SECOND_MS,
  MINUTE_MS,
  5 * MINUTE_MS,
  20 * MINUTE_MS,
  HOUR_MS,
  12 * HOUR_MS,
  30 * HOUR_MS,
] as const;

const workOne: Deed = async (world) => {
  const worker = pickOf(world.random, world.workers);
  if (worker) await work(world, worker);
};

/** What may happen next, and how likely it is beside the others. */
export const DEEDS: readonly (readonly [weight: number, deed: Deed])[] = [
  [34, workOne],
  [14, ({ random, clock }) => void (clock.now += random.pick(SPANS))],
  [10, sell],
  [6, planPayouts],
  [5, changeWorth],
  [5, hearWebhooks],
  [4, changeTrouble],
  [4, ({ random, workers }) => forget(pickOf(random, workers) ?? {})],
  [6, reverseTransfer],
  [4, decideOne(retryIn)],
  [4, decideOne(releaseIn)],
  [2, decideOne(confirmByHand)],
  [2, reviewReturned],
  [2, reconcileNow],
  [1, toggleAccount],
];

/** A held payout in the end: sent again, given up, or named by its transfer. */
export async function settleHeld(world: World, payout: Payout): Promise<void> {
  const transfers = [...world.stripe.merchant.store.all("transfer")];
  if (world.random.chance(0.2)) return nameOther(world, payout, transfers);
  const transfer = transfers.find((one) => one.transfer_group === payout.id);
  if (transfer && world.random.chance(0.5)) {
    await decide(world, payout, (books, held, act) =>
      confirmIn(books, held, { reference: transfer.id, paidAt: act.at }, act),
    );
  } else await decide(world, payout, world.random.chance(0.5) ? retryIn : releaseIn);
}

/** A person errs: the transfer they name is another payout's. */
async function nameOther(
  world: World,
  payout: Payout,
  transfers: readonly { id: string; transfer_group: string | null }[],
): Promise<void> {
  const other = pickOf(
    world.random,
    transfers.filter((one) => one.transfer_group !== payout.id),
  );
  if (!other) return;
  await decide(world, payout, (books, held, act) =>
    confirmIn(books, held, { reference: other.id, paidAt: act.at }, act),
  );
}
