import { setReadiness } from "@/dev/stripe/connect/accounts";
import { book } from "@/dev/stripe/connect/purses";
import { sendDue } from "@/server/payout/sending/send";
import { now } from "@/server/platform/clock";
import { openStripeStory, type StripeStory } from "./stripe";

export const BRAND_KEY = "sk_test_of_the_brand";

/** A brand with money in its sandbox, and partners whose accounts receive it. */
export type Payer = StripeStory & {
  programId: string;
  /** A partner with a sale whose commission of 20 % is approved; `account`: whether Stripe reaches the partner. */
  earner(options?: { value?: string; currency?: string; account?: boolean }): Promise<Earner>;
  /** Another sale of this partner's. */
  sell(partner: Earner, value: string, more?: object): Promise<string>;
  fund(currency: string, amount: number): void;
  /** Sends what is due. */
  pay(): Promise<void>;
  run(body?: object): Promise<Run>;
  payout(id: string): Promise<Shown>;
  act(id: string, act: string, body?: object): Promise<Shown>;
};
export type Earner = { id: string; code: string; programId: string; userId: string; eventId: string };
export type Run = {
  planned: { payoutId: string; partnerId: string; amount: { amount: string }; rail: string }[];
  carriedForward: { partnerId: string; amount: { amount: string }; reason: string; message: string }[];
};
export type Shown = {
  id: string;
  status: string;
  reason: string | null;
  message: string | null;
  reference: string | null;
  amount: { amount: string };
  returned: { amount: string };
  entries: { amount: { amount: string } }[];
  steps: { status: string; note: string }[];
};

export async function openPayer(): Promise<Payer> {
  const story = await openStripeStory();
  const programId = await story.makeProgram({
    terms: {
      holdbackDays: 0,
      attributionWindowDays: 365,
      rules: [{ id: "sales", trigger: "every", eventType: "invoice_paid", kind: "percent", value: "20" }],
    },
  });
  const merchant = story.sandbox.account(BRAND_KEY);
  const { world } = story;
  const payer: Payer = {
    ...story,
    programId,
    async earner({ value = "100.00", currency = "USD", account = true } = {}) {
      const partner = await story.partner("P", programId);
      if (account) await connect(partner.id);
      const userId = story.fresh("user");
      await story.visit(partner, now() - 60_000, userId);
      const earner = { ...partner, userId, eventId: "" };
      return { ...earner, eventId: await payer.sell(earner, value, { currency }) };
    },
    async sell(partner, value, more = {}) {
      return (await story.invoice(partner.userId, { value, ts: now(), ...more })).eventId;
    },
    fund: (currency, amount) =>
      story.sandbox.change(merchant, () =>
        book(merchant, { amount, currency, source: "topup", type: "topup" }),
      ),
    async pay() {
      await sendDue(world.services, world.brandId);
    },
    run: async (body = {}) => (await story.call("POST", "/payouts/run", body)) as unknown as Run,
    payout: async (id) => (await story.call("GET", `/payouts/${id}`)) as unknown as Shown,
    act: async (id, act, body = {}) =>
      (await story.call("POST", `/payouts/${id}/${act}`, body)) as unknown as Shown,
  };
  async function connect(partnerId: string): Promise<void> {
    const { id } = await story.stripe.accounts.create({ type: "standard", country: "US" });
    story.sandbox.change(merchant, () => setReadiness(merchant, id, "ready"));
    await world.database.asSystem(
      "install",
      (sql) => sql`
        insert into partner_stripe_accounts (brand_id, partner_id, account, platform, country, details_submitted,
          payouts_enabled, transfers_active, created_at, checked_at)
        values (${world.brandId}, ${partnerId}, ${id}, 'sandbox', 'US', true, true, true, ${now()}, ${now()})`,
    );
  }
  return payer;
}
