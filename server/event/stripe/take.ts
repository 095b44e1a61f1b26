import type { Context } from "@/server/auth/context";
import type { Tx } from "@/server/platform/postgres/database";
import { type StripeConnection, stripeOf } from "@/server/stripe/connection";
import type { StripeEvent } from "@/server/stripe/webhook/webhook";
import { answerFromStripe } from "./ask";
import type { Lesson, Meaning, Question, Reading } from "./facts";
import { type Kept, keep } from "./keep";
import { type Answers, answerFromMemory, noAnswers } from "./known";
import { readStripeEvent } from "./read";

/** Questions come in rounds: an answer may raise the next. No kind of event has more than three. */
const MAX_ROUNDS = 4;

/** Connected accounts are partners': what happens there is their business, not a sale of the brand's. */
function concernsBrand(event: StripeEvent): boolean {
  return event.account === undefined;
}

/**
 * Takes in events whose meaning earlier ones have made clear, in the caller's transaction. Null for one that Stripe must be
 * asked about, which no transaction may wait for.
 */
export async function takeKnown(
  ctx: Context,
  tx: Tx,
  events: readonly StripeEvent[],
  connection: StripeConnection | null,
): Promise<(Kept | null)[]> {
  const reading = readingOf(connection);
  const answers = noAnswers();
  const meanings = await understand(tx, events, reading, answers);
  const clear = meanings.filter((one) => one.questions.length === 0);
  const kept = new Map<Meaning, Kept>();
  for (const [index, one] of (await keep(ctx, tx, clear)).entries()) {
    const meaning = clear[index];
    if (meaning) kept.set(meaning, one);
  }
  return meanings.map((one) => kept.get(one) ?? null);
}

/**
 * Finds out from Stripe what one event rests on, between transactions. `finish` takes it in, with all that was learnt. Rejects
 * with `NotYetKnown` where neither Stripe nor any event knows.
 */
export async function takeAsking(
  ctx: Context,
  event: StripeEvent,
  finish: (tx: Tx, take: () => Promise<Kept>) => Promise<void>,
): Promise<void> {
  const { services, actor } = ctx;
  const answers = noAnswers();
  const lessons: Lesson[] = [];
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const asked = await services.database.inBrand(actor.brandId, async (tx) => {
      const connection = await stripeOf(services, tx);
      const reading = readingOf(connection);
      const [meaning] = await understand(tx, [event], reading, answers);
      if (!meaning) throw new Error("one event has one meaning");
      if (meaning.questions.length > 0) return { connection, reading, questions: meaning.questions };
      await finish(tx, async () => {
        const [kept] = await keep(ctx, tx, [{ ...meaning, lessons: [...meaning.lessons, ...lessons] }]);
        if (!kept) throw new Error("one meaning has one result");
        return kept;
      });
      return null;
    });
    if (!asked) return;
    for (const question of asked.questions) {
      const client = asked.connection?.client ?? null;
      lessons.push(...(await answerFromStripe(client, question, asked.reading, answers)));
    }
  }
  throw new Error(`the event ${event.id} asked for more than ${MAX_ROUNDS} rounds`);
}

/** Reads events again and again with what memory answers, until nothing new is answered. */
async function understand(
  tx: Tx,
  events: readonly StripeEvent[],
  reading: Reading,
  answers: Answers,
): Promise<Meaning[]> {
  const read = (): Meaning[] =>
    events.map((event) =>
      concernsBrand(event)
        ? readStripeEvent(event, answers, reading)
        : { reports: [], lessons: [], questions: [] },
    );
  let meanings = read();
  const seen = new Set<string>();
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const open = meanings.flatMap(({ questions }) => questions).filter((one) => !seen.has(nameOf(one)));
    if (open.length === 0) break;
    for (const one of open) seen.add(nameOf(one));
    await answerFromMemory(tx, open, answers);
    meanings = read();
  }
  return meanings;
}

function nameOf(question: Question): string {
  return Object.values(question).join(" ");
}

/** Without an account of its own, partners earn on what is left without tax and shipping. */
function readingOf(connection: StripeConnection | null): Reading {
  return { keepsTax: connection?.keepsTax ?? false, keepsShipping: connection?.keepsShipping ?? false };
}
