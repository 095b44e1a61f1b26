import { afterAll, beforeAll, expect, test } from "vitest";
import { book } from "@/dev/stripe/connect/purses";
import { type SandboxServer, serveSandbox } from "@/dev/stripe/http/server";
import { openSandbox } from "@/dev/stripe/sandbox";
import { now } from "@/server/platform/clock";
import { explainEvent } from "@/server/report/history/explain";
import { makeWorld, type World } from "@/tests/support/world";
import { PARTNERS } from "./history/roster";
import { STORIES } from "./history/stories";
import { hasDemo } from "./read";
import { seed } from "./seed";
import { type Demo, showDemo } from "./shown/show";

const SEED_TIMEOUT_MS = 120_000;
const TABLES = [
  "programs",
  "partners",
  "links",
  "clicks",
  "identities",
  "events",
  "attributions",
  "commissions",
  "payouts",
  "payout_files",
  "payout_steps",
  "payout_runs",
  "outbox",
];

const STRIPE_KEY = "sk_test_of_the_demonstration";

let stripe: SandboxServer;
let world: World;
let before: { hasDemo: boolean; shown: Demo | null };
beforeAll(async () => {
  const sandbox = openSandbox({ clock: now, seed: 7 });
  const merchant = sandbox.account(STRIPE_KEY);
  const funds = { amount: 5_000_000, currency: "usd", source: "topup", type: "topup" } as const;
  sandbox.change(merchant, () => book(merchant, funds));
  stripe = await serveSandbox(sandbox);
  const door = { source: "sandbox", apiKey: STRIPE_KEY, apiBase: stripe.url, webhookSecrets: [] } as const;
  world = await makeWorld({ stripe: { fallback: door } });
  before = { hasDemo: await hasDemo(world.ctx), shown: await showDemo(world.ctx, null) };
  await seed(world.services);
}, SEED_TIMEOUT_MS);
afterAll(async () => {
  await world.drop();
  await stripe.close();
});

function counts(): Promise<number[]> {
  return world.database.inBrand(world.brandId, async ({ sql }) => {
    const rows = await Promise.all(
      TABLES.map((table) => sql<{ n: number }[]>`select count(*)::int as n from ${sql(table)}`),
    );
    return rows.map(([row]) => row?.n ?? 0);
  });
}

test("before it is loaded there is nothing to show, and afterwards there is", async () => {
  expect(before).toEqual({ hasDemo: false, shown: null });
  expect(await hasDemo(world.ctx)).toBe(true);
});

test("a second start adds nothing", async () => {
  const before = await counts();
  await seed(world.services);
  expect(await counts()).toEqual(before);
});

test(
  "a loading that was cut short is continued by the next start",
  async () => {
    const before = await counts();
    // Without its last fact a history is not complete, and is told again from the start.
    await world.database.asSystem("install", async (sql) => {
      await sql`delete from outcomes where event_id in (select id from events where external_id = 'signup_last')`;
      await sql`delete from events where external_id = 'signup_last'`;
    });
    await seed(world.services);
    const after = await counts();
    expect(TABLES.filter((table, i) => table !== "outbox" && after[i] !== before[i])).toEqual([]);
  },
  SEED_TIMEOUT_MS,
);

test("every story has a commission, and the entries of each event sum to what is owed", async () => {
  const demo = await showDemo(world.ctx, null);
  expect(demo?.stories.map((story) => story.key)).toEqual(STORIES.map((story) => story.key));
  for (const { commissionId } of demo?.stories ?? []) {
    const trace = (await showDemo(world.ctx, commissionId))?.trace;
    expect(trace?.commission.id).toBe(commissionId);
    const { owed, entries } = await explainEvent(world.ctx, trace?.explanation.event.id ?? "");
    const standing = entries.filter((entry) => entry.status !== "reversed");
    expect(total(standing)).toBe(total(owed));
  }
});

function total(rows: readonly { amount: bigint }[]): bigint {
  return rows.reduce((sum, row) => sum + row.amount, 0n);
}

test("the first story is shared by three, after a second device and a refund: 14.40, 7.20 and 14.40", async () => {
  const trace = (await showDemo(world.ctx, null))?.trace;
  const standing = trace?.explanation.entries.filter((entry) => entry.status !== "reversed");
  expect(standing?.map((entry) => entry.amount)).toEqual([1440n, 720n, 1440n]);
  expect(trace?.explanation.clicks.map((click) => click.counts)).toEqual([false, true, true, false, true]);
  const learnt = new Set(trace?.ties.map((tie) => tie.learntAt));
  expect(learnt.size).toBe(2);
});

test("an id that is no commission of the demonstration shows no trace", async () => {
  for (const id of ["none", "01JD0000000000000000000000"]) {
    expect((await showDemo(world.ctx, id))?.trace).toBeNull();
  }
});

test("there is history of every kind: credited, too late, without a click, refunded, approved and waiting", async () => {
  const kinds = await world.database.inBrand(world.brandId, async ({ sql }) => {
    const outcomes = await sql<{ kind: string }[]>`select distinct status as kind from outcomes`;
    const entries = await sql<{ kind: string }[]>`select distinct status as kind from commissions`;
    const verdicts = await sql<{ kind: string }[]>`select distinct verdict as kind from clicks`;
    return [...outcomes, ...entries, ...verdicts].map((row) => row.kind);
  });
  expect(kinds).toEqual(
    expect.arrayContaining(["attributed", "outside_window", "no_identity", "not_attributable"]),
  );
  expect(kinds).toEqual(expect.arrayContaining(["pending", "approved", "reversed"]));
  expect(kinds).toEqual(expect.arrayContaining(["valid", "bot", "prefetch", "velocity", "revoked"]));
});

const REASONS = ["no_transfer_found", "insufficient_capabilities_for_transfer", "failed_outside"];

test("partners were paid in every way, and the last payday left one payout of each kind to look after", async () => {
  const rows = await world.database.inBrand(world.brandId, ({ sql }) => {
    return sql<{ rail: string; status: string; reason: string | null; n: number }[]>`
      select rail, status, reason, count(*)::int as n from payouts group by 1, 2, 3`;
  });
  const of = (rail: string, status: string): number =>
    rows.filter((row) => row.rail === rail && row.status === status).reduce((n, row) => n + row.n, 0);
  for (const rail of ["manual", "stripe_connect", "paypal_file"]) expect(of(rail, "paid")).toBeGreaterThan(5);
  expect(of("wise_file", "paid") + of("wise_file", "sending")).toBeGreaterThan(2);
  expect([of("manual", "planned"), of("stripe_connect", "held")]).toEqual([2, 1]);
  expect([of("stripe_connect", "failed"), of("paypal_file", "failed")]).toEqual([1, 1]);
  expect(of("wise_file", "sending")).toBeGreaterThan(0);
  expect(new Set(rows.flatMap(({ reason }) => reason ?? []))).toEqual(new Set(REASONS));
});

test("of what partners were told in those months only the last day's payment waits to be mailed", async () => {
  const { mails, told, busiest } = await world.database.asSystem("look at jobs", async (sql) => ({
    mails: (await sql`select from mails`).length,
    told: await sql<{ topic: string; partner: string }[]>`
      select topic, payload ->> 'partnerId' as partner from outbox
      where payload ? 'partnerId' and (topic like 'payout.%' or topic like 'partner.%')`,
    busiest: await sql<{ id: string }[]>`select id from partners where name = ${PARTNERS[0]}`,
  }));
  expect(mails).toBe(0);
  expect(told).toEqual([{ topic: "payout.paid", partner: busiest[0]?.id }]);
});
