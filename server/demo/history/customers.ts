import { DAY_MS, HOUR_MS, MINUTE_MS, type Millis, SECOND_MS } from "@/server/platform/clock";
import { timeOfDay } from "./crowd";
import type { DemoClick, DemoEvent, DemoFact, DemoHistory } from "./facts";
import type { Random } from "./random";
import { LEAVER, LEFT_DAYS_AGO, PARTNERS } from "./roster";
import { HISTORY_DAYS } from "./span";
import { visit } from "./visits";

const SIGNUPS = 620;
/** What a month costs, and the partial refunds that were given. */
const PLANS = [
  { price: "29.00", partial: "7.25" },
  { price: "29.00", partial: "14.50" },
  { price: "79.00", partial: "39.50" },
  { price: "79.00", partial: "19.75" },
  { price: "199.00", partial: "49.75" },
] as const;
const SUBSCRIBES = 0.66;
const LEAVES_EACH_MONTH = 0.09;
const REFUNDED = 0.05;
const FOUND_US_ALONE = 0.06;
const SECOND_DEVICE = 0.15;
const LONGEST_WAIT_DAYS = 75;
const RENEWAL_MS = 30 * DAY_MS;

/** People who signed up: their clicks, what they bought, and what they sent back. */
export function imagineCustomers(random: Random, anchor: Millis): DemoHistory {
  const clicks: DemoClick[] = [];
  const facts: DemoFact[] = [];
  for (let n = 1; n <= SIGNUPS; n++) {
    // More of them lately: the square root leans towards the end.
    const day = Math.floor(Math.sqrt(random.next()) * (HISTORY_DAYS - 1));
    const signedUp = anchor - (HISTORY_DAYS - day) * DAY_MS + timeOfDay(random);
    const customer = { userId: `user_${String(1000 + n)}`, signedUp, anchor };
    const path = random.chance(FOUND_US_ALONE) ? [] : pathTo(random, customer);
    clicks.push(...path);
    facts.push(...identified(random, customer, path), ...purchases(random, customer));
  }
  return { clicks, facts: facts.filter((fact) => fact.at < anchor) };
}

type Customer = { userId: string; signedUp: Millis; anchor: Millis };

/** One to four arrivals, the last shortly before the signup. */
function pathTo(random: Random, { signedUp, anchor }: Customer): DemoClick[] {
  const arrivals = 1 + random.rank(4);
  const path: DemoClick[] = [];
  for (let i = 0; i < arrivals; i++) {
    const wait =
      i === 0
        ? random.whole(2, 50) * MINUTE_MS
        : Math.floor(random.next() ** 2 * LONGEST_WAIT_DAYS * DAY_MS) + HOUR_MS;
    const at = signedUp - wait;
    const partner = random.rank(PARTNERS.length);
    const gone = partner === LEAVER && at >= anchor - LEFT_DAYS_AGO * DAY_MS;
    if (at > anchor - HISTORY_DAYS * DAY_MS && !gone) path.push(visit(random, at, partner));
  }
  return path;
}

/** Clicks of the device at the signup are known at once; those of another when the person signs in there. */
function identified(random: Random, { userId, signedUp }: Customer, path: readonly DemoClick[]): DemoFact[] {
  return path.map((click, i) => {
    const elsewhere = i > 0 && random.chance(SECOND_DEVICE);
    const at = elsewhere
      ? signedUp + random.whole(1, 20) * DAY_MS + timeOfDay(random)
      : signedUp + 2 * SECOND_MS;
    return { kind: "identify", at, cref: click.id, userId };
  });
}

function purchases(random: Random, { userId, signedUp, anchor }: Customer): DemoFact[] {
  const facts: DemoFact[] = [event(signedUp, { userId, type: "signup", externalId: `signup_${userId}` })];
  if (!random.chance(SUBSCRIBES)) return facts;
  const plan = random.pick(PLANS);
  let at = signedUp + random.whole(0, 9) * DAY_MS + random.whole(1, 90) * MINUTE_MS;
  facts.push(event(at, { userId, type: "subscription_created", externalId: `sub_${userId}` }));
  for (let month = 1; at < anchor; month++, at += RENEWAL_MS) {
    const invoice = `in_${userId}_${month}`;
    facts.push(
      event(at + 4 * SECOND_MS, { userId, type: "invoice_paid", value: plan.price, externalId: invoice }),
    );
    if (random.chance(REFUNDED))
      facts.push(refund(random, { userId, invoice, partial: plan.partial, paidAt: at }));
    if (random.chance(LEAVES_EACH_MONTH)) break;
  }
  return facts;
}

type Paid = { userId: string; invoice: string; partial: string; paidAt: Millis };

/** Half of the refunds give everything back, and so name no amount. */
function refund(random: Random, { userId, invoice, partial, paidAt }: Paid): DemoFact {
  const part = random.chance(0.5) ? { value: partial } : {};
  const at = paidAt + random.whole(1, 12) * DAY_MS + random.whole(1, 300) * MINUTE_MS;
  return event(at, { userId, type: "refund", refundOf: invoice, externalId: `re_${invoice}`, ...part });
}

function event(at: Millis, content: DemoEvent): DemoFact {
  return { kind: "event", at, event: content };
}
