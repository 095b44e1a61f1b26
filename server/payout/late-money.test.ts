import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { HOUR_MS, MINUTE_MS } from "@/server/platform/clock";
import { type Earner, openPayer, type Payer } from "@/tests/support/brand/payer";
import { reconcileBrand } from "./reconciliation/daily";

// What comes when it is least welcome: after the payout, during it, twice, or in another currency.

let payer: Payer;

beforeAll(async () => {
  payer = await openPayer();
  payer.fund("usd", 1_000_000);
  payer.fund("jpy", 1_000_000);
});
afterAll(() => payer.drop());

const runFor = (partner: Earner) => payer.run({ partnerIds: [partner.id] });
/** Plans what is owed, sends it, and says how much left: "20.00", or why not. */
const settleFor = async (partner: Earner): Promise<string> => {
  const { planned, carriedForward } = await runFor(partner);
  await payer.pay();
  const [first] = planned;
  if (!first) return carriedForward.map(({ reason, amount }) => `${reason} ${amount.amount}`).join();
  const { status, amount } = await payer.payout(first.payoutId);
  return `${status} ${amount.amount}`;
};
const about = (partner: Earner, type: string, externalId: string, more: object = {}) =>
  payer.event({
    userId: partner.userId,
    type,
    refundOf: partner.eventId,
    externalId,
    ts: payer.clock.now,
    ...more,
  });
/** What Stripe holds for the partner's payouts, in minor units. */
const received = async (partner: Earner): Promise<number> => {
  const { data } = (await payer.call("GET", `/payouts?partnerId=${partner.id}`)) as {
    data: { id: string }[];
  };
  const lists = await Promise.all(data.map(({ id }) => payer.stripe.transfers.list({ transfer_group: id })));
  return lists.flatMap((list) => list.data).reduce((sum, one) => sum + one.amount - one.amount_reversed, 0);
};
const worth = async (partner: Earner): Promise<number> => {
  const entries = await payer.entries(partner.eventId);
  return entries.filter((one) => one.status !== "reversed").reduce((sum, one) => sum + one.amount.minor, 0);
};

describe("after a payout", () => {
  test("a dispute is carried until later sales cover it, and when it is won the share is owed again", async () => {
    const partner = await payer.earner();
    expect(await settleFor(partner)).toBe("paid 20.00");
    const dispute = payer.fresh("dp");
    await about(partner, "dispute_opened", dispute, { value: "100.00" });
    expect(await settleFor(partner)).toBe("negative_balance -20.00");
    await payer.sell(partner, "50.00");
    expect(await settleFor(partner)).toBe("negative_balance -10.00");
    await about(partner, "dispute_won", dispute);
    expect(await settleFor(partner)).toBe("paid 10.00");
    expect(await received(partner)).toBe(3_000);
  });

  test("a refund and a lost dispute of one sale take its share once", async () => {
    const partner = await payer.earner();
    await settleFor(partner);
    const dispute = payer.fresh("dp");
    await Promise.all([
      about(partner, "refund", payer.fresh("re"), { value: "100.00" }),
      about(partner, "dispute_opened", dispute, { value: "100.00" }),
      about(partner, "dispute_lost", dispute),
    ]);
    expect(await worth(partner)).toBe(0);
    expect(await settleFor(partner)).toBe("negative_balance -20.00");
    await about(partner, "dispute_won", payer.fresh("dp"));
    expect(await worth(partner)).toBe(0);
  });

  test("a clawback by a person, asked for by several at once, and a refund take the share once", async () => {
    const partner = await payer.earner();
    await settleFor(partner);
    const [paid] = await payer.entries(partner.eventId);
    const body = { json: { reason: "bought by themselves", clawback: true } };
    await Promise.all([
      payer.send("POST", `/commissions/${paid?.id}/reverse`, body),
      payer.send("POST", `/commissions/${paid?.id}/reverse`, body),
      about(partner, "refund", payer.fresh("re"), { value: "40.00" }),
    ]);
    expect(await worth(partner)).toBe(0);
    expect(await settleFor(partner)).toBe("negative_balance -20.00");
  });

  test("a reversal of a transfer that is told three times and found by reconciling at once comes back once", async () => {
    const partner = await payer.earner();
    await settleFor(partner);
    const { data } = (await payer.call("GET", `/payouts?partnerId=${partner.id}`)) as {
      data: { id: string }[];
    };
    const id = data[0]?.id ?? "";
    const [transfer] = (await payer.stripe.transfers.list({ transfer_group: id })).data;
    await payer.stripe.transfers.createReversal(transfer?.id ?? "", { amount: 700 });
    await payer.sandbox.pump();
    const mail = payer.mail.splice(0);
    const { services, brandId } = payer.world;
    await Promise.all([...mail, ...mail, ...mail].map((webhook) => payer.deliver(webhook)));
    await Promise.all([payer.workOff(), payer.workOff(), reconcileBrand(services, brandId)]);
    expect(await payer.payout(id)).toMatchObject({
      status: "partially_reversed",
      returned: { amount: "7.00" },
    });
    const pending = (await payer.call("GET", `/commissions?partnerId=${partner.id}&status=pending`)) as {
      data: { id: string }[];
    };
    expect(pending.data).toHaveLength(1);
    const approve = () => payer.send("POST", `/commissions/${pending.data[0]?.id}/approve`, { json: {} });
    await Promise.all([approve(), approve(), approve()]);
    await Promise.all([runFor(partner), runFor(partner)]);
    await payer.pay();
    expect(await received(partner)).toBe(2_000);
  });
});

describe("during a payout", () => {
  test("a dispute leaves what is being sent as it is, and is taken off the next one", async () => {
    const partner = await payer.earner();
    await runFor(partner);
    await about(partner, "dispute_opened", payer.fresh("dp"), { value: "100.00" });
    await payer.pay();
    expect(await received(partner)).toBe(2_000);
    expect(await settleFor(partner)).toBe("negative_balance -20.00");
  });

  test("runs, a release, a sending and a refund at once pay nobody twice", async () => {
    for (let round = 0; round < 5; round++) {
      const partner = await payer.earner();
      const { planned } = await runFor(partner);
      const first = planned[0]?.payoutId ?? "";
      await Promise.all([
        payer.send("POST", `/payouts/${first}/release`, { json: {} }),
        payer.pay(),
        runFor(partner),
        runFor(partner),
        about(partner, "refund", payer.fresh("re"), { value: "25.00" }),
        payer.pay(),
      ]);
      await runFor(partner);
      await payer.pay();
      const left = await runFor(partner);
      const owed = left.carriedForward.reduce((sum, one) => sum + Number(one.amount.amount) * 100, 0);
      expect((await received(partner)) + owed).toBe(1_500);
    }
  });

  test("a partner who is given another way to be paid gets what is under way by the old one, and the rest by the new", async () => {
    const partner = await payer.earner();
    await runFor(partner);
    await payer.call("PUT", `/partners/${partner.id}/payout-method`, { rail: "manual" });
    await payer.sell(partner, "10.00");
    const { planned } = await runFor(partner);
    expect(planned).toMatchObject([{ rail: "manual", amount: { amount: "2.00" } }]);
    await payer.call("PUT", `/partners/${partner.id}/payout-method`, { rail: "stripe_connect" });
    expect((await runFor(partner)).planned).toEqual([]);
    await payer.pay();
    expect(await received(partner)).toBe(2_000);
  });

  test("the transfer of one payout cannot be booked for another, before it is booked or after", async () => {
    const partners = [await payer.earner(), await payer.earner()] as const;
    const [mine, other] = await Promise.all(partners.map(heldFor));
    const account = await accountOf(partners[0]);
    const { id } = await payer.stripe.transfers.create({
      amount: 2_000,
      currency: "usd",
      destination: account,
      transfer_group: mine ?? "",
    });
    await payer.act(other ?? "", "confirm", { reference: id });
    await payer.pay();
    expect(await payer.payout(other ?? "")).toMatchObject({ status: "held", reason: "transfer_differs" });
    expect(await heldToldOf(other ?? "")).toEqual(["no_transfer_found", "transfer_differs"]);
    await payer.act(mine ?? "", "confirm", { reference: id });
    await payer.pay();
    expect((await payer.payout(mine ?? "")).status).toBe("paid");
    const again = await payer.send("POST", `/payouts/${other}/confirm`, { json: { reference: id } });
    expect([again.status, again.json]).toMatchObject([409, { error: "conflict" }]);
    await payer.act(other ?? "", "retry");
    payer.clock.now += 15 * MINUTE_MS;
    await payer.pay();
    expect(await Promise.all(partners.map(received))).toEqual([2_000, 2_000]);
  });

  test("a transfer that a person names for another payout is found again by its own, once that one gave it up", async () => {
    const partners = [await payer.earner(), await payer.earner()] as const;
    const [mine, other] = await Promise.all(partners.map(heldFor));
    const { id } = await payer.stripe.transfers.create({
      amount: 2_000,
      currency: "usd",
      destination: await accountOf(partners[0]),
      transfer_group: mine ?? "",
    });
    await payer.act(mine ?? "", "retry");
    payer.clock.now += 1;
    await payer.act(other ?? "", "confirm", { reference: id });
    await payer.pay();
    const found = (await payer.payout(mine ?? "")).steps.map(({ note }) => note);
    expect(found).toContain(`found transfer ${id}, named for payout ${other}`);
    expect((await payer.payout(other ?? "")).status).toBe("held");
    payer.clock.now += 15 * MINUTE_MS;
    await payer.pay();
    expect((await payer.payout(mine ?? "")).status).toBe("paid");
    expect(await received(partners[0])).toBe(2_000);
  });

  /** A payout that Stripe did not answer about for a day. */
  async function heldFor(partner: Earner): Promise<string> {
    const { planned } = await runFor(partner);
    payer.sandbox.faults.add({
      fault: { kind: "status", status: 500 },
      method: "POST",
      path: "/transfers",
      times: 1_000,
    });
    for (let hour = 0; hour < 26; hour++) {
      payer.clock.now += HOUR_MS;
      await payer.pay();
    }
    payer.sandbox.faults.clear();
    return planned[0]?.payoutId ?? "";
  }

  /** The reasons that the partner is to be told of, in their order. */
  async function heldToldOf(payoutId: string): Promise<(string | null)[]> {
    const told = await payer.world.database.asSystem(
      "look at jobs",
      (sql) => sql<{ reason: string | null }[]>`
        select payload ->> 'reason' as reason from outbox
        where topic = 'payout.held' and subject = ${payoutId} order by seq`,
    );
    return told.map(({ reason }) => reason);
  }

  async function accountOf({ id }: Earner): Promise<string> {
    return String((await payer.call("GET", `/partners/${id}/connect`))["account"]);
  }
});

describe("currencies", () => {
  test("what is missing in one currency is not taken from another", async () => {
    const partner = await payer.earner({ value: "1000", currency: "JPY" });
    expect(await settleFor(partner)).toBe("paid 200");
    await about(partner, "refund", payer.fresh("re"), { currency: "JPY" });
    await payer.sell(partner, "100.00", { currency: "USD" });
    const { planned, carriedForward } = await runFor(partner);
    expect(planned).toMatchObject([{ amount: { amount: "20.00", currency: "USD" } }]);
    expect(carriedForward).toMatchObject([{ amount: { amount: "-200", currency: "JPY" } }]);
  });

  test.each([
    ["ISK", "1000", "isk", 20_000],
    ["KWD", "1.250", "kwd", 250],
    ["KRW", "1000", "krw", 200],
  ])("%s %s leaves as Stripe writes it", async (currency, value, name, amount) => {
    payer.fund(name, 100_000);
    const partner = await payer.earner({ value, currency });
    await runFor(partner);
    await payer.pay();
    expect(await received(partner)).toBe(amount);
  });

  test("an amount that Stripe cannot write waits, and says why", async () => {
    const partner = await payer.earner({ value: "1.234", currency: "KWD" });
    await payer.call("PUT", `/partners/${partner.id}/payout-method`, { rail: "stripe_connect" });
    const { planned, carriedForward } = await runFor(partner);
    expect(planned).toEqual([]);
    expect(carriedForward).toMatchObject([
      { reason: "blocked", amount: { amount: "0.247" }, message: expect.stringContaining("KWD") },
    ]);
  });
});
