import { DAY_MS, now } from "@/server/platform/clock";
import { writeFacts } from "./ours/facts";
import { rederive } from "./ours/settle";
import { openShop } from "./ours/shop";
import { writeRival } from "./rival/schema";
import { startChild } from "./support/child";
import { withCluster } from "./support/cluster";
import { paidInvoices } from "./support/events";
import { type Load, load } from "./support/load";
import { count, line, ratio, verdict } from "./support/report";
import { interleave } from "./support/rounds";
import { median } from "./support/statistics";

// One event with one touch over HTTP, durable before the reply: ours beside a stand-in that awaits ten statements.

const quick = process.argv.includes("--quick");
const VOLUME = { customers: quick ? 20_000 : 150_000, clicksEach: 1, eventsEach: 1 };
const ROUNDS = quick ? 3 : 7;
const ROUND_MS = quick ? 700 : 4_000;
/** Until V8 has compiled what is hot, in either of them. */
const WARM_UP_ROUNDS = quick ? 1 : 4;
const CONNECTIONS = 64;
const YARDSTICK = 5;
const SINCE_DAYS = 40;

console.log(`One event over HTTP, ${CONNECTIONS} connections, pool of 16`);
await withCluster(async (scratch) => {
  const since = now() - SINCE_DAYS * DAY_MS;
  const ourUrl = await scratch.makeDatabase("ours");
  const rivalUrl = await scratch.makeDatabase("rival");
  const shop = await openShop(ourUrl, since);
  await writeFacts(ourUrl, shop, VOLUME, since);
  await rederive(ourUrl, shop);
  await writeRival(rivalUrl, VOLUME);
  line("before", `${count(VOLUME.customers)} customers with a click and a signup each`);

  const ours = await startChild<{ port: number }>("ours/server", { DATABASE_URL: ourUrl });
  const rival = await startChild<{ port: number }>("rival/server", { DATABASE_URL: rivalUrl, KEY: shop.key });
  const invoice = paidInvoices(VOLUME.customers);
  const next = (): string => JSON.stringify(invoice());
  const targets = {
    ours: { port: ours.ready.port, key: shop.key, path: "/api/v1/attribution/events", next },
    rival: { port: rival.ready.port, key: shop.key, path: "/events", next },
  };
  const measure = async (connections: number) => {
    const contenders = {
      ours: () => load(targets.ours, connections, ROUND_MS),
      rival: () => load(targets.rival, connections, ROUND_MS),
    };
    await interleave(contenders, WARM_UP_ROUNDS);
    return interleave(contenders, ROUNDS);
  };
  const many = await measure(CONNECTIONS);
  const one = await measure(1);
  await ours.stop();
  await rival.stop();

  show(
    `${CONNECTIONS} connections, ours`,
    many.map((round) => round.ours),
  );
  show(
    `${CONNECTIONS} connections, stand-in`,
    many.map((round) => round.rival),
  );
  show(
    "1 connection, ours",
    one.map((round) => round.ours),
  );
  show(
    "1 connection, stand-in",
    one.map((round) => round.rival),
  );
  ratio(
    "1 connection, events per second",
    one.map((round) => round.ours.perSecond / round.rival.perSecond),
  );
  verdict(
    "events per second, ours to stand-in",
    many.map((round) => round.ours.perSecond / round.rival.perSecond),
    { atLeast: YARDSTICK },
  );
});

function show(label: string, loads: readonly Load[]): void {
  const of = (key: keyof Load): number => median(loads.map((one) => one[key]));
  line(
    label,
    `${count(of("perSecond"))}/s, median ${of("medianMs").toFixed(2)} ms, p99 ${of("p99Ms").toFixed(2)} ms`,
  );
}
