import { DAY_MS, HOUR_MS, MINUTE_MS, type Millis, SECOND_MS } from "@/server/platform/clock";
import type { DemoClick, DemoEvent, DemoFact, DemoHistory, PartnerNumber } from "./facts";
import type { Random } from "./random";
import { COUPON, LEAVER } from "./roster";
import { visit } from "./visits";

/** Customers whose histories show one thing each, by the external id of the event to look at. The first is shown first. */
export const STORIES = [
  { key: "refund", externalId: "in_story_refund" },
  { key: "dispute", externalId: "in_story_dispute" },
  { key: "coupon", externalId: "in_story_coupon" },
  { key: "bonus", externalId: "sub_story_bonus" },
  { key: "leaver", externalId: "in_story_leaver" },
] as const;

export type StoryKey = (typeof STORIES)[number]["key"];

export function imagineStories(random: Random, anchor: Millis): DemoHistory {
  const tellers = [tellRefund, tellDispute, tellCoupon, tellBonus, tellLeaver];
  const parts = tellers.map((tell) => tell(new Teller(random, anchor)));
  return { clicks: parts.flatMap((part) => part.clicks), facts: parts.flatMap((part) => part.facts) };
}

/** Writes one customer's facts down, each at a time of day some days before the anchor. */
class Teller {
  readonly clicks: DemoClick[] = [];
  readonly facts: DemoFact[] = [];
  readonly #random: Random;
  readonly #anchor: Millis;

  constructor(random: Random, anchor: Millis) {
    this.#random = random;
    this.#anchor = anchor;
  }

  /** Hours are UTC. */
  time(daysAgo: number, hour: number, minute: number): Millis {
    return this.#anchor - daysAgo * DAY_MS + hour * HOUR_MS + minute * MINUTE_MS;
  }

  click(
    at: Millis,
    partner: PartnerNumber,
    judged: Pick<DemoClick, "verdict" | "verdictReason"> = {},
  ): DemoClick {
    const click = { ...visit(this.#random, at, partner), ...judged };
    this.clicks.push(click);
    return click;
  }

  identify(at: Millis, userId: string, ...clicks: DemoClick[]): void {
    for (const click of clicks) {
      this.facts.push({ kind: "identify", at, alone: true, cref: click.id, userId });
    }
  }

  event(at: Millis, event: DemoEvent): void {
    this.facts.push({ kind: "event", at, alone: true, event });
  }
}

/** Five clicks of four partners, one of them learnt from a second device after the sale, and a partial refund. */
function tellRefund(teller: Teller): DemoHistory {
  const userId = "user_ada";
  const tooOld = teller.click(teller.time(94, 15, 12), 5);
  const elsewhere = teller.click(teller.time(47, 23, 41), 0);
  const middle = teller.click(teller.time(33, 14, 8), 2);
  const prefetched = { verdict: "prefetch", verdictReason: "announced by the header sec-purpose" } as const;
  const ahead = teller.click(teller.time(25, 16, 29), 4, prefetched);
  const last = teller.click(teller.time(25, 16, 30), 4);
  const signedUp = teller.time(25, 16, 44);
  teller.identify(signedUp + 2 * SECOND_MS, userId, tooOld, middle, ahead, last);
  teller.event(signedUp, { userId, type: "signup", externalId: "signup_story_refund" });
  teller.event(teller.time(24, 18, 2), {
    userId,
    type: "subscription_created",
    externalId: "sub_story_refund",
  });
  const invoice = { userId, type: "invoice_paid", value: "240.00", externalId: "in_story_refund" };
  teller.event(teller.time(24, 18, 3), invoice);
  teller.identify(teller.time(22, 12, 15), userId, elsewhere);
  const refund = { userId, type: "refund", value: "60.00", refundOf: "in_story_refund" };
  teller.event(teller.time(19, 20, 37), { ...refund, externalId: "re_story_refund" });
  return teller;
}

/** All of a payment is disputed, and the bank sides with the brand. */
function tellDispute(teller: Teller): DemoHistory {
  const userId = "user_basil";
  const first = teller.click(teller.time(79, 13, 20), 1);
  const second = teller.click(teller.time(71, 21, 5), 3);
  const signedUp = teller.time(71, 21, 19);
  teller.identify(signedUp, userId, first, second);
  teller.event(signedUp, { userId, type: "signup", externalId: "signup_story_dispute" });
  const invoice = { userId, type: "invoice_paid", value: "199.00", externalId: "in_story_dispute" };
  teller.event(teller.time(68, 17, 30), invoice);
  const dispute = { userId, refundOf: "in_story_dispute", externalId: "dp_story_dispute" };
  teller.event(teller.time(55, 9, 14), { ...dispute, type: "dispute_opened" });
  teller.event(teller.time(27, 10, 2), { ...dispute, type: "dispute_won" });
  return teller;
}

/** A click of one partner, and at the checkout the code of another. */
function tellCoupon(teller: Teller): DemoHistory {
  const userId = "user_cleo";
  const click = teller.click(teller.time(16, 19, 50), 9);
  teller.identify(teller.time(16, 20, 1), userId, click);
  teller.event(teller.time(16, 20, 1), { userId, type: "signup", externalId: "signup_story_coupon" });
  const invoice = { userId, type: "invoice_paid", value: "79.00", externalId: "in_story_coupon" };
  const at = teller.time(12, 14, 26);
  teller.facts.push({ kind: "redeem", at, alone: true, code: COUPON.code, event: invoice });
  return teller;
}

/** The first subscription pays a fixed amount. */
function tellBonus(teller: Teller): DemoHistory {
  const userId = "user_dario";
  const click = teller.click(teller.time(9, 15, 3), 6);
  teller.identify(teller.time(9, 15, 21), userId, click);
  teller.event(teller.time(9, 15, 21), { userId, type: "signup", externalId: "signup_story_bonus" });
  teller.event(teller.time(6, 22, 48), {
    userId,
    type: "subscription_created",
    externalId: "sub_story_bonus",
  });
  return teller;
}

/** A partner brought the customer and left the program before the sale. */
function tellLeaver(teller: Teller): DemoHistory {
  const userId = "user_enid";
  const ofLeaver = teller.click(teller.time(52, 18, 11), LEAVER);
  const other = teller.click(teller.time(44, 13, 37), 8);
  teller.identify(teller.time(44, 13, 52), userId, ofLeaver, other);
  teller.event(teller.time(44, 13, 52), { userId, type: "signup", externalId: "signup_story_leaver" });
  const invoice = { userId, type: "invoice_paid", value: "29.00", externalId: "in_story_leaver" };
  teller.event(teller.time(41, 16, 9), invoice);
  return teller;
}
