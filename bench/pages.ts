import { caller } from "@/server/api/trpc/router";
import type { Actor, Context } from "@/server/auth/context";
import { DAY_MS, now } from "@/server/platform/clock";
import { newId } from "@/server/platform/ids";
import { relayAll, settleDown } from "./ours/facts";
import { rederive } from "./ours/settle";
import { openOurs, openShop, type Shop } from "./ours/shop";
import { requireAgreement } from "./pages/agree";
import { bareMs, noteDurations } from "./pages/bare";
import { fill } from "./pages/fill";
import { ageEntries, payThePast } from "./pages/past";
import { portalVisitsOf } from "./pages/portal-visits";
import { sampleOf } from "./pages/sample";
import { type Visit, type Visitor, visitsTo } from "./pages/visits";
import { withCluster } from "./support/cluster";
import { count, line } from "./support/report";
import { median, quantile } from "./support/statistics";

// What each page asks for, in a brand with a year's worth of data, beside the time PostgreSQL itself takes for it.

const quick = process.argv.includes("--quick");
const SINCE_DAYS = 365;
const CUSTOMERS = quick ? 2_000 : 100_000;
const PARTNERS = quick ? 100 : 2_000;
const ROUNDS = quick ? 5 : 40;
const BARE_ROUNDS = 5;
const P95_MS = 150;

console.log(`Pages of a brand with ${count(PARTNERS)} partners`);
await withCluster(async ({ makeDatabase, folder }) => {
  const url = await makeDatabase("ours");
  const shop = await makePast(url);
  const visits = await onServer(url, folder, async (as) => {
    const admin = as({ kind: "admin", brandId: shop.brandId });
    await requireAgreement(url, admin.ctx);
    const sample = await sampleOf(admin.ctx, shop);
    return { member: visitsTo(sample), portal: portalVisitsOf(sample.partnerId) };
  });
  const visitors = (as: (actor: Actor) => Visitor): [Visitor, Record<string, Visit>][] => [
    [as(viewerOf(shop)), visits.member],
    [as(greatestOf(shop)), visits.portal],
  ];

  const whole = new Map<string, number[]>();
  await onServer(url, folder, async (as) => {
    for (const [visitor, pages] of visitors(as)) {
      for (const [name, visit] of Object.entries(pages)) whole.set(name, await timesOf(visit, visitor));
    }
  });
  await noteDurations(url);
  await onServer(url, folder, async (as) => {
    for (const [visitor, pages] of visitors(as)) {
      for (const [name, visit] of Object.entries(pages)) {
        await visit(visitor);
        const bare: number[] = [];
        for (let round = 0; round < BARE_ROUNDS; round++)
          bare.push(await bareMs(folder, () => visit(visitor)));
        report(name, whole.get(name) ?? [], median(bare));
      }
    }
  });
});

/** A year of clicks and events, derived, released and paid by the product's own verbs. */
async function makePast(url: string): Promise<Shop> {
  const begun = performance.now();
  const since = now() - SINCE_DAYS * DAY_MS;
  const shop = await openShop(url, since, PARTNERS);
  const { clicks, events } = await fill(url, shop, CUSTOMERS, since);
  await settleDown(url);
  const { posted } = await rederive(url, shop);
  await ageEntries(url);
  await settleDown(url);
  const paid = await onServer(url, undefined, (as) =>
    payThePast(as({ kind: "admin", brandId: shop.brandId }).ctx),
  );
  await relayAll(url);
  await settleDown(url);
  const seconds = Math.round((performance.now() - begun) / 1000);
  line(
    "before",
    `${count(clicks)} clicks, ${count(events)} events, ${count(posted)} entries, ${count(paid)} payouts, in ${seconds} s`,
  );
  return shop;
}

async function timesOf(visit: Visit, visitor: Visitor): Promise<number[]> {
  await visit(visitor);
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const begun = performance.now();
    await visit(visitor);
    times.push(performance.now() - begun);
  }
  return times;
}

async function onServer<T>(
  url: string,
  folder: string | undefined,
  work: (as: (actor: Actor) => Visitor) => Promise<T>,
): Promise<T> {
  const { services, close } = await openOurs(url, folder);
  try {
    return await work((actor) => {
      const ctx: Context = { services, actor };
      return { ctx, call: caller(ctx) };
    });
  } finally {
    await close();
  }
}

function viewerOf({ brandId }: Shop): Actor {
  const [sessionId, memberId] = [newId(), newId()];
  return { kind: "member", brandId, sessionId, memberId, role: "viewer", email: "viewer@brand.example" };
}

function greatestOf({ brandId, partnerIds: [partnerId = ""] }: Shop): Actor {
  return { kind: "portal", brandId, sessionId: newId(), partnerId, email: "partner-0@partners.example" };
}

function report(name: string, times: readonly number[], bare: number): void {
  const p95 = quantile(times, 0.95);
  const good = p95 <= P95_MS;
  const words = `p50 ${ms(median(times))}, p95 ${ms(p95)}, in PostgreSQL ${ms(bare)}`;
  line(name, `${words}  yardstick p95 ${P95_MS} ms: ${good ? "PASS" : "short"}`);
  if (!good) process.exitCode = 1;
}

function ms(value: number): string {
  return `${value.toFixed(1)} ms`;
}
