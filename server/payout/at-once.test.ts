import { afterAll, beforeAll, expect, test } from "vitest";
import { reverse } from "@/dev/stripe/connect/reversals";
import type { Fault } from "@/dev/stripe/core/faults";
import { type Random, randomFrom } from "@/server/demo/history/random";
import { HOUR_MS, MINUTE_MS, now } from "@/server/platform/clock";
import { BRAND_KEY, type Earner, openPayer, type Payer } from "@/tests/support/brand/payer";
import type { Transact } from "./books";
import { reconcileBrand } from "./reconciliation/daily";
import { transfersOf } from "./sending/account";
import { begin, finish, perform } from "./sending/work";
import { booksOn } from "./store/books";

/** The simulator's schedules run on rows in memory. These run the same steps on PostgreSQL, truly at the same time. */
const SCHEDULES = 6;
const ROUNDS = 6;
const FAULTS: readonly [Fault, ...Fault[]] = [
  { kind: "no_answer", afterEffect: false },
  { kind: "no_answer", afterEffect: true },
  { kind: "status", status: 429 },
  { kind: "status", status: 500, afterEffect: true },
  { kind: "status", status: 503 },
];
const SPANS = [MINUTE_MS, 15 * MINUTE_MS, 6 * HOUR_MS, 25 * HOUR_MS] as const;

let payer: Payer;

beforeAll(async () => {
  payer = await openPayer();
  payer.fund("usd", 100_000_000);
});
afterAll(() => payer.drop());

test("workers, runs, people and refunds at once, through crashes and faults, leave the books and Stripe alike", async () => {
  for (let seed = 1; seed <= SCHEDULES; seed++) {
    const random = randomFrom(seed);
    const partners = [await payer.earner(), await payer.earner({ value: "250" })];
    for (let round = 0; round < ROUNDS; round++) await live(random, partners);
    await calmDown(random);
    for (const partner of partners) expect(await difference(partner)).toEqual({ seed, ledger: 0n, twice: 0 });
    async function difference(partner: Earner) {
      return { seed, ...(await compareWithStripe(partner)) };
    }
  }
}, 300_000);

async function live(random: Random, partners: readonly Earner[]): Promise<void> {
  payer.sandbox.faults.clear();
  for (let count = random.whole(0, 4); count > 0; count--)
    payer.sandbox.faults.add({
      fault: random.pick(FAULTS),
      path: "/transfers",
      skip: random.whole(0, 3),
      times: 2,
    });
  const deeds: Promise<unknown>[] = [payer.run(), payer.run(), work(random), work(random), work(random)];
  for (const partner of partners) {
    if (random.chance(0.5)) deeds.push(payer.sell(partner, String(random.whole(1, 400))));
    if (random.chance(0.3)) deeds.push(refund(random, partner));
    if (random.chance(0.4)) deeds.push(meddle(random, partner));
  }
  if (random.chance(0.3)) takeBack(random);
  await Promise.all(deeds);
  if (random.chance(0.5)) await payer.settle();
  payer.clock.now += random.pick(SPANS);
}

/** Some steps of one worker, which may die between any two. */
async function work(random: Random): Promise<void> {
  const { services, brandId } = payer.world;
  const transfers = await transfersOf(services, brandId);
  if (!transfers) return;
  const transact: Transact = (deed) =>
    services.database.inBrand(brandId, (tx) => deed(booksOn(tx, services)));
  for (let request = 0; request < 8; request++) {
    const assignment = await transact((books) => begin(books, transfers.account, now()));
    if (!assignment || random.chance(0.15)) return;
    const answer = await perform(transfers, assignment, now());
    if (!answer || random.chance(0.15)) return;
    await transact((books) => finish(books, assignment, answer, now()));
  }
}

function refund(random: Random, partner: Earner): Promise<unknown> {
  const about = { userId: partner.userId, type: "refund", refundOf: partner.eventId, ts: now() };
  return payer.send("POST", "/attribution/events", {
    json: { ...about, externalId: payer.fresh("re"), value: String(random.whole(1, 60)) },
  });
}

/** A person retries or releases one of the partner's payouts; what is refused changes nothing. */
async function meddle(random: Random, partner: Earner): Promise<void> {
  const page = await payer.call("GET", `/payouts?partnerId=${partner.id}`);
  const payouts = page["data"] as { id: string }[];
  const one = payouts[random.whole(0, Math.max(payouts.length - 1, 0))];
  if (one) await payer.send("POST", `/payouts/${one.id}/${random.pick(["retry", "release"])}`, { json: {} });
}

function takeBack(random: Random): void {
  const merchant = payer.sandbox.account(BRAND_KEY);
  const standing = [...merchant.store.all("transfer")].filter((one) => one.amount_reversed < one.amount);
  const one = standing[random.whole(0, Math.max(standing.length - 1, 0))];
  if (!one) return;
  const rest = one.amount - one.amount_reversed;
  payer.sandbox.change(merchant, () =>
    reverse(merchant, one.id, random.chance(0.5) ? rest : random.whole(1, rest)),
  );
}

/** Stripe answers again; time passes, and people see to what is held. */
async function calmDown(random: Random): Promise<void> {
  payer.sandbox.faults.clear();
  for (let hour = 0; hour < 60; hour++) {
    payer.clock.now += HOUR_MS;
    await payer.pay();
    const held = (await payer.call("GET", "/payouts?status=held"))["data"] as { id: string }[];
    const sending = (await payer.call("GET", "/payouts?status=sending"))["data"] as { id: string }[];
    if (held.length + sending.length === 0) break;
    for (const { id } of held) await payer.act(id, random.pick(["retry", "release"]));
  }
  await payer.settle();
  await reconcileBrand(payer.world.services, payer.world.brandId);
}

/** Zero when, of this partner, the ledger is what Stripe holds and what is owed, and no payout has two transfers. */
async function compareWithStripe(partner: Earner): Promise<{ ledger: bigint; twice: number }> {
  const { database } = payer.world;
  const [paid] = await database.asSystem(
    "install",
    (sql) => sql<{ total: bigint; account: string }[]>`
      select coalesce(sum(c.amount_minor) filter (where c.status = 'paid'), 0)::bigint as total, a.account
      from partner_stripe_accounts a left join commissions c on c.partner_id = a.partner_id
      where a.partner_id = ${partner.id} group by a.account`,
  );
  const transfers = [...payer.sandbox.account(BRAND_KEY).store.all("transfer")].filter(
    (one) => one.destination === paid?.account,
  );
  const held = transfers.reduce((total, one) => total + BigInt(one.amount - one.amount_reversed), 0n);
  const groups = new Set(transfers.map((one) => one.transfer_group));
  return { ledger: (paid?.total ?? 0n) - held, twice: transfers.length - groups.size };
}
