import fc from "fast-check";
import type { CommissionKey, Decision } from "@/server/attribution/history";
import { click, day, event, id, START, version } from "@/server/attribution/testing/facts";
import type { ClickFact, Verdict } from "@/server/click/rules";
import type { EventFact } from "@/server/event/rules";
import { minor } from "@/server/money/minor";
import { DAY_MS, HOUR_MS, MINUTE_MS, type Millis } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import type { AttributionModel, CommissionRule, TermsVersion } from "@/server/program/rules";

/** Anything that can become known about a customer, or about the programs and the roster its clicks touch. */
export type Fact =
  | { kind: "click"; click: ClickFact }
  | { kind: "event"; event: EventFact }
  | { kind: "decision"; decision: Decision }
  | { kind: "email"; hash: string }
  | { kind: "terms"; version: TermsVersion }
  | { kind: "absence"; partnerId: Id; from: Millis; to: Millis | null }
  | { kind: "pin"; partnerId: Id; programId: Id; from: Millis; termsId: Id };

export const PARTNER_NAMES = ["A", "B", "C"];
export const PROGRAM_NAMES = ["P", "Q"];
/** The address of partner C is known to be the customer's when this hash is. */
export const EMAIL_OF_C = "hash of C";

/** The first of each are drawn more often, so that facts meet. */
const partnerId = fc.constantFrom(...["A", ...PARTNER_NAMES].map(id));
const programId = fc.constantFrom(...["P", "P", ...PROGRAM_NAMES].map(id));
/** Few distinct times of day, so that ties and the edges of windows come up. */
const timeOfDay = fc.constantFrom(0, 0, 1, -1, 3 * MINUTE_MS, 5 * MINUTE_MS, 5 * MINUTE_MS + 1, 12 * HOUR_MS);
const between = (min: number, max: number): fc.Arbitrary<Millis> =>
  fc.tuple(fc.integer({ min, max }), timeOfDay).map(([number, later]) => day(number, later));
const clickTime = between(0, 35);
const instant = between(25, 100);

const verdict = fc.constantFrom<Verdict>(
  "valid",
  "valid",
  "valid",
  "valid",
  "valid",
  "valid",
  "bot",
  "velocity",
);

const aClick: fc.Arbitrary<Fact> = fc
  .record({
    name: fc.constantFrom("A", ...PARTNER_NAMES),
    ts: clickTime,
    programId,
    verdict,
    coupon: fc.boolean(),
    number: fc.nat(9),
  })
  .map(({ name, ts, number, ...own }) => ({
    kind: "click",
    click: click(name, ts, { ...own, id: clickId(number) }),
  }));

function clickId(number: number): Id {
  return id(`click${number}`);
}

const externalId = fc.constantFrom("x1", "x2", "x3");
const amount = fc.oneof(fc.integer({ min: 0, max: 200_000 }), fc.constantFrom(0, 1, 3, 10_000));
const currency = fc.constantFrom("USD", "USD", "USD", "JPY", "KWD");
const SALES = ["invoice_paid", "payment", "upgrade"];
const LEADS = ["signup", "subscription_created", "milestone"];
const CLOSINGS = ["dispute_opened", "dispute_won", "dispute_lost"];

const aSale = fc
  .record({ type: fc.constantFrom(...SALES), externalId, ts: instant, value: amount.map(minor), currency })
  .map((own) => event(own.type, own.ts, own));
const aLead = fc
  .record({ type: fc.constantFrom(...LEADS), externalId, ts: instant })
  .map((own) => event(own.type, own.ts, own));
const reference = fc.constantFrom(
  "x1",
  "x2",
  "x3",
  eventId("invoice_paid", "x1"),
  eventId("payment", "x2"),
  "nothing",
);
const taken = fc.option(fc.record({ value: amount.map(minor), currency }), {
  nil: { value: null, currency: null },
});
const aRefund = fc
  .record({ externalId, ts: instant, refundOf: reference, taken })
  .map(({ taken: money, ...own }) => event("refund", own.ts, { ...own, ...money }));
const aDispute = fc
  .record({
    type: fc.constantFrom(...CLOSINGS),
    externalId: fc.constantFrom("d1", "d2"),
    ts: instant,
    refundOf: reference,
    taken,
  })
  .map(({ taken: money, ...own }) => event(own.type, own.ts, { ...own, ...money }));

/** Type and external id are unique in a brand, so they make the id. */
function eventId(type: string, external: string | null): Id {
  return id(`${type.slice(0, 12)}${external ?? ""}`.replaceAll("_", ""));
}

const anEvent: fc.Arbitrary<Fact> = fc
  .oneof(
    { weight: 5, arbitrary: aSale },
    { weight: 2, arbitrary: aLead },
    { weight: 2, arbitrary: aRefund },
    { weight: 2, arbitrary: aDispute },
  )
  .map((one) => ({ kind: "event", event: { ...one, id: eventId(one.type, one.externalId) } }));

const RULE_IDS = ["share", "invoices", "bonus", "flat"];
const saleId = fc
  .tuple(fc.constantFrom(...SALES, "signup"), externalId)
  .map(([type, external]) => eventId(type, external));
const key: fc.Arbitrary<CommissionKey> = fc.record({
  eventId: saleId,
  partnerId: fc.constant(id("A")),
  programId: fc.constant(id("P")),
  ruleId: fc.constantFrom("share", ...RULE_IDS),
  currency: fc.constant("USD"),
});

const act = {
  id: fc.nat(99).map((number) => id(`decision${String(number).padStart(2, "0")}`)),
  at: instant,
  reason: fc.constant(null),
};
const aDecision: fc.Arbitrary<Fact> = fc
  .oneof(
    fc.record({
      ...act,
      kind: fc.constantFrom("flag" as const, "unflag" as const),
      clickId: fc.nat(9).map(clickId),
    }),
    fc.record({
      ...act,
      kind: fc.constantFrom("reverse" as const, "reverse" as const, "unreverse" as const),
      key,
    }),
    fc.record({
      ...act,
      kind: fc.constantFrom("credit" as const, "uncredit" as const),
      eventId: saleId,
      partnerId,
      programId,
    }),
  )
  .map((decision) => ({ kind: "decision", decision }));

const months = fc.constantFrom(null, null, 0, 1, 2);
const trigger = fc.constantFrom<CommissionRule["trigger"]>("every", "first", "subsequent");
const percent = fc.constantFrom("20", "33.333", "12.5", "100", "0.01");
const cap = fc.constantFrom(null, null, "10", "0.05");

/** Rules that doors would accept: what must be named is named. */
const rules: fc.Arbitrary<CommissionRule[]> = fc
  .tuple(
    fc.record({ value: percent, maxAmount: cap }).map(
      ({ value, maxAmount }): CommissionRule => ({
        id: "share",
        trigger: "every",
        eventType: null,
        kind: "percent",
        value,
        currency: maxAmount === null ? null : "USD",
        months: null,
        maxAmount,
      }),
    ),
    fc.record({ trigger, value: percent, months }).map(
      (own): CommissionRule => ({
        id: "invoices",
        eventType: "invoice_paid",
        kind: "percent",
        currency: null,
        maxAmount: null,
        ...own,
      }),
    ),
    fc.record({ trigger, eventType: fc.constantFrom("signup", "milestone"), months }).map(
      (own): CommissionRule => ({
        id: "bonus",
        kind: "fixed",
        value: "10.01",
        currency: "USD",
        maxAmount: null,
        ...own,
      }),
    ),
    fc.record({ trigger, eventType: fc.constantFrom("payment", "upgrade"), maxAmount: cap, months }).map(
      (own): CommissionRule => ({
        id: "flat",
        kind: "fixed",
        value: "7",
        currency: "KWD",
        ...own,
      }),
    ),
  )
  .chain((pool) => fc.subarray(pool, { minLength: 1 }));

export const terms: fc.Arbitrary<TermsVersion> = fc
  .record({
    programId,
    attributionModel: fc.constantFrom<AttributionModel>(
      "last_click",
      "first_click",
      "linear",
      "position",
      "time_decay",
    ),
    halfLifeDays: fc.constantFrom(1, 7, 30),
    attributionWindowDays: fc.constantFrom(10, 60, 60, 365),
    holdbackDays: fc.constantFrom(0, 30),
    rules,
    effectiveFrom: between(0, 60),
    number: fc.nat(2),
  })
  .map(({ number, ...own }) =>
    version({ ...own, id: id(`terms${number}${own.programId.slice(-1)}`), createdAt: START + number }),
  );

const absence: fc.Arbitrary<Fact> = fc
  .record({ partnerId, from: instant, to: fc.option(fc.integer({ min: 1, max: 40 })) })
  .map(({ partnerId: who, from, to }) => ({
    kind: "absence",
    partnerId: who,
    from,
    to: to === null ? null : from + to * DAY_MS,
  }));
const pin: fc.Arbitrary<Fact> = fc
  .record({ partnerId, programId, from: instant, number: fc.nat(2) })
  .map(({ number, ...own }) => ({
    kind: "pin",
    ...own,
    termsId: id(`terms${number}${own.programId.slice(-1)}`),
  }));

const fact: fc.Arbitrary<Fact> = fc.oneof(
  { weight: 8, arbitrary: aClick },
  { weight: 12, arbitrary: anEvent },
  { weight: 3, arbitrary: aDecision },
  { weight: 2, arbitrary: terms.map((one): Fact => ({ kind: "terms", version: one })) },
  { weight: 1, arbitrary: absence },
  { weight: 1, arbitrary: pin },
  { weight: 1, arbitrary: fc.constant<Fact>({ kind: "email", hash: EMAIL_OF_C }) },
);

/** What makes two reports the same fact: the first one stays. */
function identityOf(one: Fact): string {
  switch (one.kind) {
    case "click":
      return one.click.id;
    case "event":
      return one.event.id;
    case "decision":
      return one.decision.id;
    case "terms":
      return one.version.id;
    case "absence":
      return `absence ${one.partnerId}`;
    case "pin":
      return `pin ${one.partnerId} ${one.programId}`;
    case "email":
      return "email";
  }
}

export const facts: fc.Arbitrary<Fact[]> = fc.uniqueArray(fact, {
  minLength: 8,
  maxLength: 30,
  selector: identityOf,
});
