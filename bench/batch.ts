import { DAY_MS, now } from "@/server/platform/clock";
import { writeFacts } from "./ours/facts";
import { rederive } from "./ours/settle";
import { openShop } from "./ours/shop";
import { startChild } from "./support/child";
import { withCluster } from "./support/cluster";
import { paidInvoices } from "./support/events";
import { load, type Target } from "./support/load";
import { count, line, ratio, verdict } from "./support/report";
import { interleave } from "./support/rounds";
import { median } from "./support/statistics";

// Events of one caller: a thousand in each request beside one in each request, over one connection, durable before the reply.

const quick = process.argv.includes("--quick");
const VOLUME = { customers: quick ? 5_000 : 50_000, clicksEach: 1, eventsEach: 1 };
const ROUNDS = quick ? 3 : 7;
const ROUND_MS = quick ? 1_000 : 4_000;
const BATCH = 1_000;
const MANY = 64;
const YARDSTICK = 10;
const SINCE_DAYS = 40;

console.log(`Batches of ${count(BATCH)} events beside single calls`);
await withCluster(async (scratch) => {
  const since = now() - SINCE_DAYS * DAY_MS;
  const url = await scratch.makeDatabase("ours");
  const shop = await openShop(url, since);
  await writeFacts(url, shop, VOLUME, since);
  await rederive(url, shop);
  line("before", `${count(VOLUME.customers)} customers with a click and an event each`);

  const server = await startChild<{ port: number }>("ours/server", { DATABASE_URL: url });
  const invoice = paidInvoices(VOLUME.customers);
  const path = "/api/v1/attribution/events";
  const to = { port: server.ready.port, key: shop.key };
  const single: Target = { ...to, path, next: () => JSON.stringify(invoice()) };
  const thousand: Target = {
    ...to,
    path: `${path}/batch`,
    next: () => JSON.stringify({ events: Array.from({ length: BATCH }, invoice) }),
  };
  const contenders = {
    batch: async () => BATCH * (await load(thousand, 1, ROUND_MS)).perSecond,
    single: async () => (await load(single, 1, ROUND_MS)).perSecond,
    together: async () => (await load(single, MANY, ROUND_MS)).perSecond,
  };
  await interleave(contenders, 1);
  const rounds = await interleave(contenders, ROUNDS);
  await server.stop();

  const perSecond = (name: keyof typeof contenders) =>
    `${count(median(rounds.map((round) => round[name])))}/s`;
  line(`1 connection, ${count(BATCH)} events a request`, perSecond("batch"));
  line("1 connection, 1 event a request", perSecond("single"));
  line(`${MANY} connections, 1 event a request`, perSecond("together"));
  ratio(
    `batch to ${MANY} connections`,
    rounds.map((round) => round.batch / round.together),
  );
  verdict(
    "events per second, batch to single calls",
    rounds.map((round) => round.batch / round.single),
    { atLeast: YARDSTICK },
  );
});
