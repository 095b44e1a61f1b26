import type { Millis } from "@/server/platform/clock";
import type { NewEvent } from "../intake/prepare";
import type { Bag } from "./shapes";

/** How a brand wants its amounts read. */
export type Reading = { keepsTax: boolean; keepsShipping: boolean };

/**
 * A sale as later events need it: what was charged in all, and what of it counts, in Stripe's units. A refund of the whole
 * takes all that counts; a part takes its share.
 */
export type Sale = { sale: string; total: bigint; kept: bigint; customer: string | null };

/** What one event of Stripe's may rest on that it does not say itself. */
export type Question =
  | { kind: "sale"; payment: string }
  | { kind: "customer"; customer: string }
  | { kind: "refunds"; charge: string }
  | { kind: "coupon"; promotionCode: string };

/** What is known of a customer: since when, and which of the brand's users that is. */
export type KnownCustomer = { customer: string; createdAt: Millis; userId: string | null };

/** Answers to questions. What has no answer yet is absent. */
export type Known = {
  sales: ReadonlyMap<string, Sale>;
  /** Null for one of whom nobody knows more. */
  customers: ReadonlyMap<string, KnownCustomer | null>;
  /** By charge; null where Stripe cannot be asked or does not know. */
  refunds: ReadonlyMap<string, readonly Bag[] | null>;
  /** By promotion code: the coupon's code; null for one that is nobody's. */
  coupons: ReadonlyMap<string, string | null>;
};

/** Something an event says that others will need. */
export type Lesson =
  | { kind: "sale"; sale: Sale }
  | { kind: "payment"; payment: string; sale: string }
  | { kind: "customer"; customer: KnownCustomer };

export type Report = Omit<NewEvent, "source">;

/** What one event of Stripe's means. */
export type Meaning = {
  reports: Report[];
  /** A report that is left out when the customer has an event of its type from elsewhere. */
  signup?: Report;
  /** The click that the customer came with. */
  visit?: { cref: string; userId: string; ts: Millis };
  /** The partner's code that the customer used. */
  coupon?: { code: string; userId: string; ts: Millis };
  email?: { address: string; userId: string };
  lessons: Lesson[];
  /** What must be known first. The rest is of no use until then. */
  questions: Question[];
};

export function meaning(parts: Partial<Meaning> = {}): Meaning {
  return { reports: [], lessons: [], questions: [], ...parts };
}

export function asking(...questions: Question[]): Meaning {
  return meaning({ questions });
}
