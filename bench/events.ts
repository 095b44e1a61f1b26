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
/** The last is the one that counts: fewer leave a server of ours waiting that makes one transaction of what arrives together. */
const CONNECTIONS = [1, 16, 64, 128];
const YARDSTICK = 5;
const NAMES = [
  ["ours", "ours"],
  ["rival", "stand-in"],
] as const;
const SINCE_DAYS = 40;

console.log(`One event over HTTP, ${CONNECTIONS.join(", ")} connections, pools of 16`);
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
  for (const connections of CONNECTIONS) {
    const contenders = {
      ours: () => load(targets.ours, connections, ROUND_MS),
      rival: () => load(targets.rival, connections, ROUND_MS),
    };
    await interleave(contenders, WARM_UP_ROUNDS);
    const rounds = await interleave(contenders, ROUNDS);
    for (const [key, name] of NAMES)
      show(
        `${connections} connections, ${name}`,
        rounds.map((round) => round[key]),
      );
    const ratios = rounds.map((round) => round.ours.perSecond / round.rival.perSecond);
    const label = `${connections} connections, events per second, ours to stand-in`;
    if (connections === CONNECTIONS.at(-1)) verdict(label, ratios, { atLeast: YARDSTICK });
    else ratio(label, ratios);
  }
  await ours.stop();
  await rival.stop();
});

function show(label: string, loads: readonly Load[]): void {
  const of = (key: keyof Load): number => median(loads.map((one) => one[key]));
  line(
    label,
    `${count(of("perSecond"))}/s, median ${of("medianMs").toFixed(2)} ms, p99 ${of("p99Ms").toFixed(2)} ms`,
  );
}
