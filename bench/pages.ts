import { caller } from "@/server/api/trpc/router";
import type { Context } from "@/server/auth/context";
import { DAY_MS, now } from "@/server/platform/clock";
import { newId } from "@/server/platform/ids";
import { relayAll, settleDown, writeFacts } from "./ours/facts";
import { rederive } from "./ours/settle";
import { openOurs, openShop } from "./ours/shop";
import { bareMs, noteDurations } from "./pages/bare";
import { visitsTo } from "./pages/visits";
import { withCluster } from "./support/cluster";
import { count, line } from "./support/report";
import { median, quantile } from "./support/statistics";

// What each page of the console asks for, in a brand with a year's worth of data, beside the time PostgreSQL itself takes for it.

const quick = process.argv.includes("--quick");
const SINCE_DAYS = 365;
/** The last customers' last events are of today. */
const OVER_DAYS = 340;
const VOLUME = {
  customers: quick ? 2_000 : 100_000,
  clicksEach: 10,
  eventsEach: 2,
  identifiedEach: 1,
  overDays: OVER_DAYS,
};
const PARTNERS = quick ? 100 : 2_000;
const ROUNDS = quick ? 5 : 40;
const BARE_ROUNDS = 5;
const P95_MS = 150;

const clicks = VOLUME.customers * VOLUME.clicksEach;
console.log(`Pages of a brand with ${count(PARTNERS)} partners`);
await withCluster(async (scratch) => {
  const since = now() - SINCE_DAYS * DAY_MS;
  const url = await scratch.makeDatabase("ours");
  const shop = await openShop(url, since, PARTNERS);
  await writeFacts(url, shop, VOLUME, since);
  const { posted } = await rederive(url, shop);
  line(
    "before",
    `${count(clicks)} clicks, ${count(VOLUME.customers * VOLUME.eventsEach)} events, ${count(posted)} entries`,
  );
  await relayAll(url);
  await settleDown(url);
  const visits = visitsTo(shop.partnerIds[7] ?? "");
  const actor = {
    kind: "member",
    brandId: shop.brandId,
    sessionId: newId(),
    memberId: newId(),
    role: "viewer",
    email: "viewer@brand.example",
  } as const;

  const whole = new Map<string, number[]>();
  await onServer(url, scratch.folder, async (ctx) => {
    for (const [name, visit] of Object.entries(visits)) {
      await visit(caller(ctx), ctx);
      const times: number[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        const begun = performance.now();
        await visit(caller(ctx), ctx);
        times.push(performance.now() - begun);
      }
      whole.set(name, times);
    }
  });
  await noteDurations(url);
  await onServer(url, scratch.folder, async (ctx) => {
    for (const [name, visit] of Object.entries(visits)) {
      await visit(caller(ctx), ctx);
      const bare: number[] = [];
      for (let round = 0; round < BARE_ROUNDS; round++) {
        bare.push(await bareMs(scratch.folder, () => visit(caller(ctx), ctx)));
      }
      report(name, whole.get(name) ?? [], median(bare));
    }
  });

  async function onServer(url: string, folder: string, work: (ctx: Context) => Promise<void>): Promise<void> {
    const server = await openOurs(url, folder);
    try {
      await work({ services: server.services, actor });
    } finally {
      await server.close();
    }
  }
});

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
