import { DAY_MS, now } from "@/server/platform/clock";
import { relayAll, settleDown, writeFacts } from "./ours/facts";
import { digest, lastClickMs } from "./ours/last-click";
import { type Rederived, rederive } from "./ours/settle";
import { openShop } from "./ours/shop";
import { withCluster } from "./support/cluster";
import { count, line, verdict } from "./support/report";
import { interleave } from "./support/rounds";
import { median } from "./support/statistics";

// Deriving everybody again when nothing has changed, beside one bare query that only finds each event's last click.

const quick = process.argv.includes("--quick");
const VOLUME = { customers: quick ? 2_000 : 100_000, clicksEach: 5, eventsEach: 10 };
const ROUNDS = quick ? 2 : 3;
const YARDSTICK = 3;
const MOST_MEBIBYTES = 512;
const SINCE_DAYS = 120;

const clicks = VOLUME.customers * VOLUME.clicksEach;
const events = VOLUME.customers * VOLUME.eventsEach;
console.log(`Deriving ${count(VOLUME.customers)} customers again`);
await withCluster(async (scratch) => {
  const since = now() - SINCE_DAYS * DAY_MS;
  const url = await scratch.makeDatabase("ours");
  const shop = await openShop(url, since);
  await writeFacts(url, shop, VOLUME, since);
  const first = await rederive(url, shop);
  line("before", `${count(clicks)} clicks, ${count(events)} events, ${count(first.posted)} entries`);
  await relayAll(url);
  await settleDown(url);
  const before = await digest(url);

  const again: Rederived[] = [];
  const contenders = {
    ours: async () => {
      const rederived = await rederive(url, shop);
      again.push(rederived);
      return rederived.milliseconds;
    },
    query: () => lastClickMs(url),
  };
  await lastClickMs(url);
  const rounds = await interleave(contenders, ROUNDS);

  const posted = again.reduce((sum, one) => sum + one.posted, 0);
  if (posted > 0 || (await digest(url)) !== before) throw new Error(`deriving again changed the ledger`);
  const seconds = (name: keyof typeof contenders) =>
    `${(median(rounds.map((round) => round[name])) / 1000).toFixed(1)} s`;
  const peak = Math.max(...again.map((one) => one.peakMebibytes));
  line("derived again, nothing changed", seconds("ours"));
  line("one window query for the last click", seconds("query"));
  line(
    "most memory of the process that derives",
    `${peak} MB  yardstick under ${MOST_MEBIBYTES} MB: ${judge(peak)}`,
  );
  line("the same when everything is derived for the first time", `${first.peakMebibytes} MB`);
  verdict(
    "time, ours to the query",
    rounds.map((round) => round.ours / round.query),
    { atMost: YARDSTICK },
  );
});

function judge(peak: number): string {
  if (peak < MOST_MEBIBYTES) return "PASS";
  process.exitCode = 1;
  return "short";
}
