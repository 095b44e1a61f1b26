import { type Outcome, type OutcomeDetail, outcomeSentence } from "@/server/attribution/rules";
import { type Context, permitBrand, transact } from "@/server/auth/context";
import type { Verdict } from "@/server/click/rules";
import type { Minor } from "@/server/money/minor";
import type { Millis } from "@/server/platform/clock";
import { found } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";

/** One thing on a customer's way, with when it happened. */
export type PathStep = { at: Millis } & (
  | {
      kind: "click";
      id: Id;
      partnerId: Id;
      programId: Id;
      verdict: Verdict;
      coupon: boolean;
      landingUrl: string | null;
    }
  | { kind: "identity"; clickId: Id; userId: string; learntAt: Millis }
  | {
      kind: "event";
      id: Id;
      type: string;
      userId: string;
      value: Minor | null;
      currency: string | null;
      outcome: { status: Outcome["status"]; sentence: string } | null;
    }
  | {
      kind: "commission";
      id: Id;
      partnerId: Id;
      eventId: Id;
      entry: "accrual" | "correction" | "clawback" | "bonus" | "manual";
      status: "pending" | "approved" | "paid" | "reversed";
      amount: Minor;
      currency: string;
      reason: string | null;
    }
);

export type CustomerPath = {
  id: Id;
  createdAt: Millis;
  userIds: string[];
  /** Earliest first. */
  steps: PathStep[];
  /** Whether there is more than is shown. */
  cut: boolean;
};

/** Of each kind of step. */
const MAX_STEPS = 500;
/** What happened at one instant is told in the order of the chain. */
const ORDER = { click: 0, identity: 1, event: 2, commission: 3 } as const;

/** One person's way in the order of time: clicks, what ties them to the person, events, and what partners earned. */
export function customerPath(ctx: Context, customerId: Id): Promise<CustomerPath> {
  permitBrand(ctx.actor, "events:read");
  return transact(ctx, async (tx) => {
    const [customer] = await tx.sql<{ createdAt: Millis; userIds: string[] }[]>`
      select c.created_at as "createdAt", (select coalesce(array_agg(user_id order by user_id), '{}') from customer_users
        where brand_id = c.brand_id and customer_id = c.id) as "userIds"
      from customers c where c.brand_id = ${tx.brandId} and c.id = ${customerId}`;
    const { createdAt, userIds } = found(
      customer ?? null,
      "customer_not_found",
      `There is no customer ${customerId}.`,
    );
    const parts = await Promise.all([
      clicks(tx, userIds),
      identities(tx, userIds),
      events(tx, userIds),
      commissions(tx, userIds),
    ]);
    const steps = parts.flat().sort((a, b) => a.at - b.at || ORDER[a.kind] - ORDER[b.kind]);
    return {
      id: customerId,
      createdAt,
      userIds,
      steps,
      cut: parts.some((part) => part.length === MAX_STEPS),
    };
  });
}

async function clicks({ sql, brandId }: Tx, userIds: readonly string[]): Promise<PathStep[]> {
  return sql<(PathStep & { kind: "click" })[]>`
    select distinct 'click' as kind, k.id, k.ts as at, k.partner_id as "partnerId", k.program_id as "programId", k.verdict,
      k.coupon_id is not null as coupon, k.landing_url as "landingUrl"
    from identities i join clicks k on k.brand_id = i.brand_id and k.id = i.click_id
    where i.brand_id = ${brandId} and i.user_id = any(${[...userIds]}::text[]) order by k.ts desc limit ${MAX_STEPS}`;
}

async function identities({ sql, brandId }: Tx, userIds: readonly string[]): Promise<PathStep[]> {
  return sql<(PathStep & { kind: "identity" })[]>`
    select 'identity' as kind, ts as at, click_id as "clickId", user_id as "userId", created_at as "learntAt" from identities
    where brand_id = ${brandId} and user_id = any(${[...userIds]}::text[]) order by ts desc limit ${MAX_STEPS}`;
}

type StoredEvent = Omit<PathStep & { kind: "event" }, "outcome"> & {
  status: Outcome["status"] | null;
  detail: OutcomeDetail | null;
};

async function events({ sql, brandId }: Tx, userIds: readonly string[]): Promise<PathStep[]> {
  const rows = await sql<StoredEvent[]>`
    select 'event' as kind, e.ts as at, e.id, e.type, e.user_id as "userId", e.value_minor as value, e.currency, o.status, o.detail
    from events e left join outcomes o on o.brand_id = e.brand_id and o.event_id = e.id
    where e.brand_id = ${brandId} and e.user_id = any(${[...userIds]}::text[]) order by e.ts desc limit ${MAX_STEPS}`;
  return rows.map(({ status, detail, ...row }) => ({
    ...row,
    outcome: status && detail ? { status, sentence: outcomeSentence(detail) } : null,
  }));
}

async function commissions({ sql, brandId }: Tx, userIds: readonly string[]): Promise<PathStep[]> {
  return sql<(PathStep & { kind: "commission" })[]>`
    select 'commission' as kind, c.created_at as at, c.id, c.partner_id as "partnerId", c.event_id as "eventId", c.kind as entry,
      c.status, c.amount_minor as amount, c.currency, c.reason
    from events e join commissions c on c.brand_id = e.brand_id and c.event_id = e.id
    where e.brand_id = ${brandId} and e.user_id = any(${[...userIds]}::text[]) order by c.created_at desc limit ${MAX_STEPS}`;
}
