import { step } from "@/server/commission/rederive/rederive";
import { DAY_MS, now } from "@/server/platform/clock";
import { openShop, type Shop } from "./shop";

export type StoryPartner = { id: string; linkId: string; code: string; programId: string };
export type Touch = { clickId: string; partnerId: string; weight: number; commissionIds: string[] };
export type Told = {
  eventId: string;
  replayed: boolean;
  attribution: { status: string; model?: string; reason?: string; touches: Touch[] };
};
export type LedgerEntry = {
  id: string;
  eventId: string | null;
  clickDay: string | null;
  partnerId: string;
  kind: string;
  status: string;
  amount: { amount: string; minor: number; currency: string };
  availableAt: string;
  payoutId: string | null;
  reason: string | null;
};

/** A shop in which customers click and buy: every fact goes through the API, only payouts are written by the system's role. */
export type Story = Shop & {
  /** An instant: day 0 lies 15 days back, so that a sale of day 10 is within a holdback of 30 days. */
  day(number: number, later?: number): number;
  fresh(name: string): string;
  partner(name: string, programId: string): Promise<StoryPartner>;
  click(partner: Pick<StoryPartner, "code">, ts: number, more?: object): Promise<string>;
  identify(cref: string, userId: string): Promise<number>;
  /** A click that is tied to the user at once. */
  visit(partner: Pick<StoryPartner, "code">, ts: number, userId: string): Promise<string>;
  event(body: object): Promise<Told>;
  /** 100.00 USD on day 10 unless said. */
  invoice(userId: string, more?: object): Promise<Told>;
  /** The entries of an event, oldest first. */
  entries(eventId: string): Promise<LedgerEntry[]>;
  /** The same as people read them, such as "A 20.00 accrual pending". */
  ledger(eventId: string): Promise<string[]>;
  /** Pays the open entries of an event, or takes them into a payout under way. */
  pay(eventId: string): Promise<void>;
  claim(eventId: string): Promise<void>;
  /** Works through all re-derivations. */
  rederived(): Promise<void>;
};

/** Terms of the worked cases: 20 % of every invoice, a window of 60 days, a holdback of 30. */
export const usualTerms = (more: object = {}) => ({
  holdbackDays: 30,
  rules: [{ id: "sales", trigger: "every", eventType: "invoice_paid", kind: "percent", value: "20" }],
  ...more,
});

export async function openStory(options: Parameters<typeof openShop>[0] = {}): Promise<Story> {
  const shop = await openShop(options);
  const start = now() - 15 * DAY_MS;
  const names = new Map<string, string>();
  let counter = 0;
  const told = async (path: string, json: object) => (await shop.call("POST", path, json)) as unknown as Told;
  const entries = async (eventId: string) => {
    const page = await shop.call("GET", `/commissions?eventId=${eventId}&limit=100`);
    return (page["data"] as LedgerEntry[]).reverse();
  };
  const story: Story = {
    ...shop,
    makeProgram: (settings = {}) => shop.makeProgram({ terms: usualTerms(), ...settings }),
    day: (number, later = 0) => start + number * DAY_MS + later,
    fresh: (name) => `${name}-${++counter}`,
    async partner(name, programId) {
      const id = await shop.makePartner([programId]);
      const link = await shop.call("POST", "/links", { partnerId: id, programId });
      names.set(id, name);
      return { id, programId, linkId: String(link["id"]), code: String(link["code"]) };
    },
    click: ({ code }, ts, more = {}) => shop.make("/clicks", { code, ts, ...more }),
    async identify(cref, userId) {
      return Number(
        (await shop.call("POST", "/attribution/identify", { cref, userId }))["backfilledAttributions"],
      );
    },
    async visit(partner, ts, userId) {
      const cref = await story.click(partner, ts);
      await story.identify(cref, userId);
      return cref;
    },
    event: (body) => told("/attribution/events", body),
    invoice: (userId, more = {}) =>
      told("/attribution/events", {
        userId,
        type: "invoice_paid",
        value: "100.00",
        externalId: story.fresh("in"),
        ts: story.day(10),
        ...more,
      }),
    entries,
    async ledger(eventId) {
      return (await entries(eventId)).map(
        (one) =>
          `${names.get(one.partnerId) ?? one.partnerId} ${one.amount.amount} ${one.kind} ${one.status}`,
      );
    },
    pay: (eventId) => closeEntries(shop, eventId, "paid"),
    claim: (eventId) => closeEntries(shop, eventId, "approved"),
    async rederived() {
      while (await step(shop.world.services));
    },
  };
  return story;
}

/** Payouts claim entries that are approved and pay them later; these were planned long ago by somebody. */
async function closeEntries({ world }: Shop, eventId: string, status: "paid" | "approved"): Promise<void> {
  await world.database.asSystem("install", async (sql) => {
    await sql`
      with open as (
        select brand_id, partner_id, currency, sum(amount_minor) as amount, array_agg(id) as entries from commissions
        where event_id = ${eventId} and status in ('pending', 'approved') and payout_id is null
        group by brand_id, partner_id, currency having sum(amount_minor) > 0),
      planned as (
        insert into payouts (brand_id, id, partner_id, currency, amount_minor, rail, status, created_at, created_by, paid_at)
        select brand_id, gen_random_uuid(), partner_id, currency, amount, 'manual', ${status === "paid" ? "paid" : "planned"},
          now(), 'test', ${status === "paid" ? Date.now() : null} from open
        returning id, partner_id, currency)
      update commissions c
      set status = ${status}, payout_id = p.id, paid_at = ${status === "paid" ? Date.now() : null}
      from planned p join open o using (partner_id, currency) where c.id = any(o.entries)`;
  });
}
