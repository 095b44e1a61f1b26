import { afterAll, beforeAll, expect, it } from "vitest";
import { DAY_MS } from "@/server/platform/clock";
import { openStory, type Story, type StoryPartner } from "@/tests/support/brand/story";

let story: Story;
let ann: StoryPartner;

beforeAll(async () => {
  story = await openStory();
  const program = await story.makeProgram({ timeZone: "Asia/Kolkata" });
  ann = await story.partner("Ann", program);
  await story.visit(ann, story.day(2), "u1");
  await story.click(ann, story.day(3));
  await story.visit(ann, story.day(4), "u2");
  await story.invoice("u1");
  await story.invoice("u1", { ts: story.day(11), value: "49.90", currency: "EUR" });
  await story.invoice("nobody");
  await story.event({ userId: "u2", type: "signup", ts: story.day(5), externalId: "signup-u2" });
});
afterAll(() => story.drop());

type Money = { minor: number; currency: string };
const get = async (path: string) => (await story.send("GET", path)).json as Record<string, never>;

it("the days of a span add up to its summary, to the minor unit, in every currency", async () => {
  for (const span of ["", `?from=${story.day(3)}`, `?from=${story.day(3)}&to=${story.day(11)}`]) {
    const summary = await get(`/summary${span}`);
    const { days } = (await get(`/summary/daily${span}`)) as unknown as { days: Record<string, never>[] };
    const total = (name: string): number => days.reduce((sum, day) => sum + Number(day[name]), 0);
    const totals = (name: string, currency: string): number =>
      days
        .flatMap((day) => day[name] as unknown as Money[])
        .reduce((sum, money) => sum + (money.currency === currency ? money.minor : 0), 0);
    for (const name of ["clicks", "validClicks", "customers"]) expect(total(name)).toBe(summary[name]);
    for (const currency of ["USD", "EUR"]) {
      const of = (rows: Money[]): number =>
        rows.reduce((sum, row) => sum + (row.currency === currency ? row.minor : 0), 0);
      expect(totals("revenue", currency)).toBe(of(summary["revenue"] as unknown as Money[]));
      const entries = (summary["commissions"] as unknown as { amount: Money }[]).map((row) => row.amount);
      expect(totals("commissions", currency)).toBe(of(entries));
    }
  }
});

it("there is a row for each local day, those without anything too", async () => {
  const { days } = (await get(`/summary/daily?from=${story.day(0)}&to=${story.day(10)}`)) as unknown as {
    days: { day: string }[];
  };
  expect(days.length).toBeGreaterThanOrEqual(10);
  const times = days.map(({ day }) => Date.parse(day));
  expect(times.every((time, index) => index === 0 || time - (times[index - 1] ?? 0) === DAY_MS)).toBe(true);
});

it("figures by day are refused for too long a span", async () => {
  expect((await story.send("GET", "/summary/daily?from=2000-01-01")).status).toBe(400);
});

it("events are listed with what was made of each, and why", async () => {
  const uncredited = (await get("/attribution/events?outcome=no_identity")) as unknown as {
    data: { userId: string; outcome: { sentence: string } }[];
  };
  expect(uncredited.data).toMatchObject([
    { userId: "nobody", outcome: { sentence: "No click is tied to this customer." }, partnerIds: [] },
  ]);
  const first = (await get("/attribution/events?limit=3")) as unknown as {
    data: { id: string }[];
    nextCursor: string;
  };
  const rest = (await get(`/attribution/events?limit=3&cursor=${first.nextCursor}`)) as unknown as {
    data: { id: string }[];
    nextCursor: null;
  };
  expect([first.data.length, rest.data.length, rest.nextCursor]).toEqual([3, 1, null]);
  expect(new Set([...first.data, ...rest.data].map((row) => row.id)).size).toBe(4);
});

it("a customer's path has each fact once, in the order of time, with what partners earned", async () => {
  const found = (await get("/customers?q=u1")) as unknown as { data: Record<string, never>[] };
  expect(found.data).toMatchObject([
    {
      userIds: ["u1"],
      events: 2,
      partnerIds: [ann.id],
      revenue: [
        { minor: 4_990, currency: "EUR" },
        { minor: 10_000, currency: "USD" },
      ],
    },
  ]);
  const path = (await get(`/customers/${found.data[0]?.["id"]}`)) as unknown as {
    steps: { kind: string; at: string }[];
    cut: boolean;
  };
  expect(path.steps.map((step) => step.kind)).toEqual([
    "click",
    "event",
    "event",
    "identity",
    "commission",
    "commission",
  ]);
  expect(path.cut).toBe(false);
  expect((await get(`/customers?partnerId=${ann.id}`))["data"]).toHaveLength(2);
});

it("a customer who is not there is 404", async () => {
  const { status, json } = await story.send("GET", "/customers/7");
  expect([status, json]).toMatchObject([404, { error: "customer_not_found" }]);
});

it("what waits for a person is counted", async () => {
  const manual = await story.makeProgram({
    commissionApproval: "manual",
    terms: {
      holdbackDays: 0,
      rules: [{ trigger: "every", eventType: "invoice_paid", kind: "percent", value: "10" }],
    },
  });
  const bob = await story.partner("Bob", manual);
  await story.visit(bob, story.day(1), "u9");
  await story.invoice("u9");
  expect(await get("/tasks")).toMatchObject({
    review: { entries: 1, sums: [{ minor: 1_000, currency: "USD" }] },
    applications: 0,
    failingReceivers: 0,
    failedStripeEvents: 0,
    setup: { program: true, partner: true, click: true, event: true },
  });
});

it("what Stripe told and could not be taken in waits for a person until it is", async () => {
  const { database, brandId } = story.world;
  const put = (status: string) =>
    database.asSystem(
      "install",
      (sql) => sql`
        insert into stripe_events (brand_id, id, stripe_id, type, created_at, received_at, payload, due_at, status)
        values (${brandId}, gen_random_uuid(), ${story.fresh("evt")}, 'invoice.paid', now(), now(), '{}', now(), ${status})`,
    );
  await put("failed");
  await put("waiting");
  expect(await get("/tasks")).toMatchObject({ failedStripeEvents: 1 });
  await story.call("POST", "/stripe/events/run-again", {});
  expect(await get("/tasks")).toMatchObject({ failedStripeEvents: 0 });
});

it("a click taken for abuse waits for a person until one has decided, whichever way", async () => {
  const [flagged, unflagged] = [
    await story.click(ann, story.day(14), { verdict: "velocity" }),
    await story.click(ann, story.day(14), { verdict: "velocity" }),
  ];
  expect(await get("/tasks")).toMatchObject({ suspectClicks: 2 });
  await story.call("POST", `/clicks/${flagged}/flag`, { reason: "bought" });
  expect(await get("/tasks")).toMatchObject({ suspectClicks: 1 });
  await story.call("POST", `/clicks/${unflagged}/unflag`, {});
  expect(await get("/tasks")).toMatchObject({ suspectClicks: 0 });
});

it("partners may not ask about the brand's customers, events and tasks", async () => {
  const key = await story.makePartnerKey(ann.id);
  for (const path of ["/customers", "/attribution/events", "/tasks"])
    expect((await story.send("GET", path, { key })).status).toBe(403);
});
