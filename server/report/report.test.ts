import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openStory, type Story, type StoryPartner, type Told, usualTerms } from "@/tests/support/brand/story";

let story: Story;
let programId: string;
let a: StoryPartner;
let b: StoryPartner;
let userId: string;
let clicks: { a: string; b: string; bot: string };
let sale: Told;
let lead: Told;

/** One customer under linear terms: a bot's click, one of A, one of B, a signup with a value, a sale and a refund of it. */
beforeAll(async () => {
  story = await openStory();
  programId = await story.makeProgram({ terms: usualTerms({ attributionModel: "linear" }) });
  a = await story.partner("A", programId);
  b = await story.partner("B", programId);
  userId = story.fresh("user");
  const bot = await story.click(a, story.day(1), { verdict: "bot" });
  await story.identify(bot, userId);
  clicks = {
    bot,
    a: await story.visit(a, story.day(0), userId),
    b: await story.visit(b, story.day(5), userId),
  };
  lead = await story.event({ userId, type: "signup", value: "5", externalId: "cus", ts: story.day(6) });
  sale = await story.invoice(userId);
  const refund = { userId: "another", type: "refund", value: "25", refundOf: sale.eventId, externalId: "re" };
  await story.event({ ...refund, ts: story.day(11) });
});
afterAll(() => story.drop());

const explain = (eventId: string) => story.call("GET", `/attribution/events/${eventId}/explain`);
const until = Date.now() + 600_000;
const span = () => `from=${story.day(-5)}&to=${until}`;

describe("explaining a sale", () => {
  it("shows every click with its reason, the net value, the amounts and the ledger", async () => {
    const told = await explain(sale.eventId);
    expect(told).toMatchObject({
      event: { id: sale.eventId, type: "invoice_paid", userId, value: { amount: "100.00" }, refundOf: null },
      customerIds: [userId],
      outcome: { status: "attributed", model: "linear" },
      net: {
        gross: { amount: "100.00" },
        refunded: { amount: "25.00" },
        disputed: { amount: "0.00" },
        net: { amount: "75.00" },
      },
      reductions: [{ type: "refund", externalId: "re", value: { amount: "25.00" } }],
    });
    expect(told["clicks"]).toMatchObject([
      { clickId: clicks.a, partnerId: a.id, verdict: "valid", counts: true, weight: 0.5, ageMs: 864_000_000 },
      { clickId: clicks.bot, verdict: "bot", counts: false, weight: 0 },
      {
        clickId: clicks.b,
        partnerId: b.id,
        counts: true,
        weight: 0.5,
        reason: expect.stringMatching(/5 days/),
      },
    ]);
    expect(told["owed"]).toMatchObject([
      {
        partnerId: a.id,
        amount: { amount: "7.50" },
        reversed: false,
        arithmetic: { kind: "percent", value: "20", gross: "10000", net: "7500", whole: "1500", part: "750" },
      },
      { partnerId: b.id, amount: { amount: "7.50" } },
    ]);
    const standing = (told["entries"] as { status: string; amount: { amount: string } }[]).map(
      (entry) => `${entry.status} ${entry.amount.amount}`,
    );
    expect(standing).toEqual(["reversed 10.00", "reversed 10.00", "pending 7.50", "pending 7.50"]);
  });

  it("shows a partner its own part, and not who the customer is", async () => {
    const key = await story.makePartnerKey(a.id);
    const reply = await story.send("GET", `/attribution/events/${sale.eventId}/explain`, { key });
    const told = reply.json as Record<string, { partnerId: string }[]> & { event: { userId: string } };
    expect(told["event"].userId).toBe("");
    expect(told["customerIds"]).toEqual([]);
    for (const part of ["clicks", "owed", "entries"]) {
      expect(new Set(told[part]?.map((row) => row.partnerId))).toEqual(new Set([a.id]));
    }
    expect(reply.text).not.toContain(userId);
    expect(reply.text).not.toContain(b.id);
  });

  it("is no business of a partner who has no part in it", async () => {
    const stranger = await story.partner("S", programId);
    const key = await story.makePartnerKey(stranger.id);
    const reply = await story.send("GET", `/attribution/events/${sale.eventId}/explain`, { key });
    expect([reply.status, reply.json]).toMatchObject([404, { error: "event_not_found" }]);
  });

  it("still shows a partner the sale that was taken from it", async () => {
    const buyer = story.fresh("user");
    const last = await story.makeProgram();
    const [x, y] = [await story.partner("X", last), await story.partner("Y", last)];
    await story.visit(x, story.day(0), buyer);
    const { eventId } = await story.invoice(buyer);
    await story.visit(y, story.day(5), buyer);
    const key = await story.makePartnerKey(x.id);
    const reply = await story.send("GET", `/attribution/events/${eventId}/explain`, { key });
    expect(reply.json).toMatchObject({ owed: [], entries: [{ partnerId: x.id, status: "reversed" }] });
  });
});

describe("explaining what was not credited", () => {
  it.each([
    ["no_identity", async () => story.invoice(story.fresh("user"))],
    [
      "no_click",
      async () => {
        const user = story.fresh("user");
        await story.identify(await story.click(a, story.day(0), { verdict: "velocity" }), user);
        return story.invoice(user);
      },
    ],
    [
      "outside_window",
      async () => {
        const user = story.fresh("user");
        await story.visit(a, story.day(-55), user);
        return story.invoice(user);
      },
    ],
    [
      "not_attributable",
      async () => story.invoice(userId, { type: "invoice_payment_failed", value: undefined }),
    ],
  ])("says why: %s", async (status, tell) => {
    const { eventId, attribution } = await tell();
    expect(attribution).toMatchObject({ status, touches: [] });
    const told = await explain(eventId);
    expect(told).toMatchObject({ outcome: { status, sentence: attribution.reason }, owed: [], entries: [] });
  });
});

describe("figures", () => {
  it("sum what the ledger holds, and count a lead as a lead whatever value it came with", async () => {
    const told = await story.call("GET", `/partners/${a.id}/summary?${span()}&programId=${programId}`);
    const ledger = (await story.call("GET", `/commissions?partnerId=${a.id}&programId=${programId}`))["data"];
    const standing = (ledger as { status: string; amount: { minor: number } }[]).filter(
      (entry) => entry.status !== "reversed",
    );
    expect(told).toMatchObject({
      clicks: 3,
      validClicks: 1,
      leads: { signup: 1 },
      sales: 1,
      revenue: [{ amount: "100.00", currency: "USD" }],
    });
    expect(told["commissions"]).toMatchObject([
      {
        status: "pending",
        entries: standing.length,
        amount: { minor: standing.reduce((sum, entry) => sum + entry.amount.minor, 0) },
      },
    ]);
    expect(lead.attribution.status).toBe("attributed");
  });

  it("follow a flag, and count people along the funnel", async () => {
    const program = await story.makeProgram();
    const partner = await story.partner("F", program);
    const [one, two, three] = [story.fresh("user"), story.fresh("user"), story.fresh("user")];
    await story.visit(partner, story.day(0), one);
    await story.visit(partner, story.day(0), two);
    const flagged = await story.visit(partner, story.day(0), three);
    await story.event({ userId: one, type: "signup", value: "1", ts: story.day(1) });
    await story.invoice(one);
    await story.invoice(one, { ts: story.day(11) });
    await story.invoice(two);
    await story.call("POST", `/clicks/${flagged}/flag`, {});
    const funnel = await story.call("GET", `/partners/${partner.id}/funnel?${span()}`);
    expect(funnel).toMatchObject({ clicks: 2, customers: 2, leads: 1, buyers: 2, repeatBuyers: 1 });
    const summary = await story.call("GET", `/summary?${span()}&programId=${program}`);
    expect(summary).toMatchObject({
      clicks: 3,
      validClicks: 2,
      customers: 3,
      sales: 3,
      leads: { signup: 1 },
    });
  });

  it("of local dates begin and end at midnight in the program's time zone, else in the brand's", async () => {
    const program = await story.makeProgram({ timeZone: "America/New_York" });
    const partner = await story.partner("N", program);
    const midnights = ["2026-03-08T05:00:00Z", "2026-03-09T04:00:00Z"].map((text) => Date.parse(text));
    for (const midnight of midnights)
      for (const ts of [midnight - 1, midnight]) await story.click(partner, ts);
    const dates = "from=2026-03-08&to=2026-03-09";
    for (const report of ["summary", "funnel"]) {
      const told = await story.call("GET", `/partners/${partner.id}/${report}?${dates}&programId=${program}`);
      const [from, to] = midnights.map((midnight) => new Date(midnight).toISOString());
      expect(told).toMatchObject({ from, to, clicks: 2 });
    }
    const all = await story.call("GET", `/partners/${partner.id}/summary?${dates}`);
    expect(all).toMatchObject({
      from: "2026-03-08T00:00:00.000Z",
      to: "2026-03-09T00:00:00.000Z",
      clicks: 2,
    });
  });

  it.each(["2026-02-30", "2026-3-8", "yesterday", "2026-03-08T00:00:00"])("have no %s", async (from) => {
    const reply = await story.send("GET", `/summary?from=${from}`);
    expect([reply.status, reply.json]).toMatchObject([400, { error: "invalid_query" }]);
  });

  it("are a partner's own for that partner's key", async () => {
    const key = await story.makePartnerKey(b.id);
    const own = await story.send("GET", `/partners/${b.id}/summary?${span()}`, { key });
    const brand = await story.send("GET", `/summary?${span()}`, { key });
    expect(brand.json).toEqual(own.json);
    expect((await story.send("GET", `/partners/${a.id}/funnel`, { key })).status).toBe(404);
  });
});

describe("the outbox", () => {
  it("tells a sale's story in order, each step once", async () => {
    const buyer = story.fresh("user");
    const cref = await story.visit(a, story.day(0), buyer);
    const { eventId } = await story.invoice(buyer);
    const [first] = await story.entries(eventId);
    await story.event({ userId: buyer, type: "refund", refundOf: eventId, externalId: story.fresh("re") });
    await story.call("POST", `/clicks/${cref}/flag`, { reason: "test" });
    const rows = await story.world.database.asSystem(
      "install",
      (sql) => sql<{ topic: string; subject: string }[]>`
        select topic, subject from outbox where subject in (${buyer}, ${eventId}, ${first?.id ?? ""}, ${cref}) order by seq`,
    );
    expect(rows.map((row) => row.topic)).toEqual([
      "customer.identified",
      "event.attributed",
      "commission.created",
      "commission.reversed",
      "click.flagged",
    ]);
  });
});
