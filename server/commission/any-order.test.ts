import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { flagClick } from "@/server/attribution/flag";
import { keyText } from "@/server/attribution/history";
import { ingest } from "@/server/event/intake/ingest";
import type { NewEvent } from "@/server/event/intake/prepare";
import { identify } from "@/server/identity/identify";
import { AppError } from "@/server/platform/errors";
import { idList } from "@/server/platform/postgres/sql";
import { openStory, type Story, type StoryPartner, usualTerms } from "@/tests/support/brand/story";
import { deriveHistory } from "./derivation";
import { loadHistories, loadTerms } from "./derive/load";
import { entriesOf } from "./store/entries";
import { expectedSums } from "./testing/ledger";

/** Histories told side by side: they wait for the disk more than they work. */
const LANES = 3;
const RUNS_OF_A_LANE = 20;
const RUN_LIMIT_MS = 240_000;

/** Something that becomes known. Names are of one telling: each telling has customers and external ids of its own. */
type Fact =
  | { kind: "identify"; click: number; user: string }
  | { kind: "flag"; click: number }
  | { kind: "event"; event: Omit<NewEvent, "ts"> & { day: number } }
  | { kind: "pay" };

const CLICKS = [0, 3, 3, 5, 8] as const;
const user = fc.constantFrom("u1", "u1", "u2", "u3");
const day = fc.integer({ min: 4, max: 14 });
const value = fc.constantFrom("100", "33.33", "0.01", "0");
const some = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

/** The api knows a sale's buyer as one user and the provider as another, so that reports by both make them one customer. */
const SALES = [
  { externalId: "x1", day: 6, value: "100" },
  { externalId: "x2", day: 9, value: "33.33" },
  { externalId: "x3", day: 9, value: "0.01" },
];
const sale = fc
  .tuple(fc.constantFrom(...SALES), fc.constantFrom("api" as const, "stripe" as const))
  .map(([own, source]) => ({
    ...own,
    source,
    userId: source === "api" ? "u1" : "u2",
    type: "invoice_paid",
  }));
const lead = fc.record({ userId: user, day, externalId: fc.constantFrom("s1", "s2") }).map((own) => ({
  ...own,
  type: "subscription_created",
  source: "api" as const,
}));
const about = { userId: user, day, refundOf: fc.constantFrom("x1", "x2", "x3"), value: some(value) };
const refund = fc
  .record({
    ...about,
    externalId: fc.constantFrom("r1", "r2", "r3"),
    currency: fc.constantFrom("USD", "USD", "EUR"),
  })
  .map((own) => ({ ...own, type: "refund", source: "stripe" as const }));
const dispute = fc
  .record({
    ...about,
    externalId: fc.constantFrom("d1", "d2"),
    type: fc.constantFrom("dispute_opened", "dispute_won", "dispute_lost"),
  })
  .map((own) => ({ ...own, source: "stripe" as const }));

const click = fc.nat(CLICKS.length - 1);
const fact: fc.Arbitrary<Fact> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("identify" as const), click, user }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("flag" as const), click }) },
  { weight: 1, arbitrary: fc.constant<Fact>({ kind: "pay" }) },
  {
    weight: 9,
    arbitrary: fc.oneof(sale, sale, lead, refund, dispute).map((event): Fact => ({ kind: "event", event })),
  },
);
/** What makes two facts one: of these the first report stays, so another order would be another history. */
const identityOf = (one: Fact): string =>
  one.kind === "event"
    ? `${one.event.type} ${one.event.externalId} ${one.event.source}`
    : JSON.stringify(one);
const history = fc.uniqueArray(fact, { minLength: 6, maxLength: 16, selector: identityOf }).chain((facts) =>
  fc.record({
    facts: fc.constant(facts),
    order: fc.shuffledSubarray(facts, { minLength: facts.length }),
    together: fc.integer({ min: 1, max: 6 }),
  }),
);

let story: Story;
let partners: StoryPartner[];
let tellings = 0;

beforeAll(async () => {
  story = await openStory();
  const bonus = { id: "bonus", trigger: "first", eventType: "subscription_created", kind: "fixed" };
  const programId = await story.makeProgram({
    terms: usualTerms({
      attributionModel: "linear",
      rules: [...usualTerms().rules, { ...bonus, value: "10.01", currency: "USD" }],
    }),
  });
  const other = await story.makeProgram();
  partners = [
    await story.partner("A", programId),
    await story.partner("B", programId),
    await story.partner("C", programId),
    await story.partner("A", programId),
    await story.partner("D", other),
  ];
});
afterAll(() => story.drop());

type Telling = { telling: string; sums: Map<string, bigint> };

/** Tells facts in this order, so many at once, and says what each key of the ledger comes to. */
async function tell(facts: readonly Fact[], together: number): Promise<Telling> {
  const telling = `t${++tellings}`;
  const crefs = await Promise.all(
    partners.map((partner, index) => story.click(partner, story.day(CLICKS[index] ?? 0, index))),
  );
  for (let start = 0; start < facts.length; start += together)
    await Promise.all(facts.slice(start, start + together).map((one) => tellOne(one, telling, crefs)));
  return { telling, sums: await sumsOf(telling) };
}

async function tellOne(one: Fact, telling: string, crefs: readonly string[]): Promise<void> {
  const { ctx } = story.world;
  const named = <T extends string | undefined>(name: T): T =>
    (name === undefined ? name : `${name}-${telling}`) as T;
  switch (one.kind) {
    case "identify":
      await identify(ctx, { cref: crefs[one.click] ?? "", userId: named(one.user) }, "");
      return;
    case "flag":
      await flagClick(ctx, crefs[one.click] ?? "", null);
      return;
    case "pay":
      await payAll(telling);
      return;
    case "event": {
      const { day: on, ...event } = one.event;
      const names = {
        userId: named(event.userId),
        externalId: named(event.externalId),
        refundOf: named(event.refundOf),
      };
      const [result] = await ingest(ctx, [{ ...event, ...names, ts: story.day(on) }]);
      if (!result?.ok) throw result?.error ?? new AppError("internal_error", "no result");
    }
  }
}

const customersOf = (telling: string) =>
  story.world.database.asSystem("install", async (sql) => {
    const rows = await sql<{ id: string; users: string[] }[]>`
      select customer_id as id, array_agg(user_id) as users from customer_users
      where user_id like ${`%-${telling}`} group by 1`;
    return { ids: rows.map((row) => row.id), users: rows.flatMap((row) => row.users) };
  });

async function payAll(telling: string): Promise<void> {
  await story.world.database.asSystem(
    "install",
    (sql) => sql`
      update commissions c set status = 'paid', paid_at = now()
      where status in ('pending', 'approved') and event_id in (select id from events where user_id like ${`%-${telling}`})`,
  );
}

/** The ledger's sums, held against a derivation of everything at once; then both under names that tellings share. */
async function sumsOf(telling: string): Promise<Map<string, bigint>> {
  const { ids, users } = await customersOf(telling);
  return story.world.database.inBrand(story.world.brandId, async (tx) => {
    const histories = await loadHistories(tx, ids);
    const terms = await loadTerms(tx, histories.values());
    const sums = new Map<string, bigint>();
    for (const own of histories.values()) {
      const names = new Map(own.events.map((event) => [event.id, event.externalId?.split("-")[0] ?? ""]));
      const expected = expectedSums(deriveHistory(own, terms));
      const ledger = new Map<string, bigint>();
      for (const entry of await entriesOf(tx, idList(names.keys()))) {
        ledger.set(keyText(entry), (ledger.get(keyText(entry)) ?? 0n) + entry.amount);
        const shared = `${names.get(entry.eventId)} ${entry.partnerId} ${entry.ruleId}`;
        sums.set(shared, (sums.get(shared) ?? 0n) + entry.amount);
      }
      expect(new Map([...ledger].filter(([, sum]) => sum !== 0n).sort())).toEqual(
        new Map([...expected].sort()),
      );
    }
    expect(users.length).toBeGreaterThanOrEqual(ids.length);
    return new Map([...sums].filter(([, sum]) => sum !== 0n).sort());
  });
}

/** Which transaction wrote each row that was derived in a telling. */
function versionsOf(telling: string): Promise<unknown> {
  return story.world.database.asSystem("install", async (sql) => {
    const rows = (table: "outcomes" | "attributions" | "commissions") => sql`
      select xmin::text, event_id from ${sql(table)}
      where event_id in (select id from events where user_id like ${`%-${telling}`}) order by event_id, xmin::text`;
    return Promise.all([rows("outcomes"), rows("attributions"), rows("commissions")]);
  });
}

async function writesNothing(telling: string): Promise<void> {
  const { users } = await customersOf(telling);
  const before = await versionsOf(telling);
  const { database, brandId, services } = story.world;
  const report = await database.inBrand(brandId, (tx) => services.derive(tx, users));
  expect(report).toMatchObject({ entriesPosted: 0, newlyAttributed: [] });
  expect(await versionsOf(telling)).toEqual(before);
}

/** A generated history, as it happened and as it is told. */
type Told = typeof history extends fc.Arbitrary<infer T> ? T : never;

async function agreesWhenTangled({ facts, order, together }: Told): Promise<void> {
  const straight = await tell(facts, 1);
  const tangled = await tell(order, together);
  expect(tangled.sums).toEqual(straight.sums);
  await writesNothing(tangled.telling);
}

describe("any order of arrival", () => {
  it(
    "ends in the same sums as any other, also several at once, and deriving again writes nothing",
    async () => {
      const lane = () =>
        fc.assert(fc.asyncProperty(history, agreesWhenTangled), {
          numRuns: RUNS_OF_A_LANE,
          endOnFailure: true,
        });
      await Promise.all(Array.from({ length: LANES }, lane));
    },
    RUN_LIMIT_MS,
  );
});
