import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { DAY_MS, now } from "@/server/platform/clock";
import { writeFacts } from "./ours/facts";
import { rederive } from "./ours/settle";
import { openShop } from "./ours/shop";
import { startChild } from "./support/child";
import { withCluster } from "./support/cluster";
import { Connection } from "./support/connection";
import { paidInvoices } from "./support/events";
import { count, line, verdict } from "./support/report";
import { median, quantile } from "./support/statistics";

// Events at a steady pace, each told to a webhook by the embedded runner of the same process: does the fan-out keep up?

const quick = process.argv.includes("--quick");
const PER_SECOND = 500;
const SECONDS = quick ? 5 : 60;
const WARM_UP_SECONDS = quick ? 2 : 10;
const CONNECTIONS = 32;
const TICK_MS = 20;
const CUSTOMERS = quick ? 20_000 : 60_000;
const SINCE_DAYS = 40;
const DRAIN_LIMIT_MS = 120_000;
/** What still waits when the last event is answered: this many seconds of events at most, or it did not keep up. */
const BACKLOG_SECONDS = 2;

console.log(`${PER_SECOND} events a second for ${SECONDS} s, told to one webhook`);
await withCluster(async (scratch) => {
  const since = now() - SINCE_DAYS * DAY_MS;
  const url = await scratch.makeDatabase("ours");
  const shop = await openShop(url, since);
  await writeFacts(url, shop, { customers: CUSTOMERS, clicksEach: 1, eventsEach: 1 }, since);
  await rederive(url, shop);
  const sql = postgres(url, { max: 1 });
  await sql`delete from outbox`;

  const receiver = await openReceiver();
  const ours = await startChild<{ port: number }>("ours/jobs", { DATABASE_URL: url });
  const { port } = ours.ready;
  const owner = new Connection(port, shop.key);
  const types = ["event.attributed", "commission.created"];
  const made = await owner.post("/api/v1/webhooks", JSON.stringify({ url: receiver.url, types }));
  if (made.status !== 201) throw new Error(`the webhook was not made: ${made.body}`);

  const invoice = paidInvoices(CUSTOMERS);
  await pace(port, shop.key, () => JSON.stringify(invoice()), WARM_UP_SECONDS);
  await drained(sql);
  receiver.lags.length = 0;
  const sent = await pace(port, shop.key, () => JSON.stringify(invoice()), SECONDS);
  const [waiting] = await sql<{ outbox: number; deliveries: number }[]>`
    select (select count(*) from outbox)::int as outbox,
      (select count(*) from webhook_deliveries where ended_at is null)::int as deliveries`;
  const atEnd = { ...waiting };
  await drained(sql);
  const lags = [...receiver.lags];
  await ours.stop();
  await sql.end();
  receiver.close();

  const perEvent = lags.length / sent.answered;
  const toTell = PER_SECOND * Math.max(1, perEvent);
  line("events answered a second", count(sent.answered / sent.seconds));
  line("messages received", `${count(lags.length)}, ${perEvent.toFixed(1)} an event`);
  line(
    "waiting at the end",
    `${count(atEnd.outbox ?? 0)} in the outbox, ${count(atEnd.deliveries ?? 0)} deliveries`,
  );
  line("lag from change to receiver, median", `${Math.round(median(lags))} ms`);
  line("lag from change to receiver, p99", `${Math.round(quantile(lags, 0.99))} ms`);
  verdict("waiting in the outbox, in seconds of events", [(atEnd.outbox ?? 0) / toTell], {
    atMost: BACKLOG_SECONDS,
  });
});

type Receiver = { url: string; lags: number[]; close(): void };

/** A receiver that answers at once and notes how long ago each message's change was. */
async function openReceiver(): Promise<Receiver> {
  const lags: number[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8");
    request.on("data", (part: string) => {
      body += part;
    });
    request.on("end", () => {
      const { timestamp } = JSON.parse(body) as { timestamp: string };
      lags.push(Date.now() - Date.parse(timestamp));
      response.end();
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, lags, close: () => server.close().closeAllConnections() };
}

/** Sends at a steady pace over a few connections. Behind its time it sends as fast as answers come. */
async function pace(
  port: number,
  key: string,
  next: () => string,
  seconds: number,
): Promise<{ answered: number; seconds: number }> {
  const began = performance.now();
  const total = PER_SECOND * seconds;
  let begun = 0;
  const work = async (): Promise<void> => {
    const connection = new Connection(port, key);
    while (begun < total) {
      if (begun >= ((performance.now() - began) / 1_000) * PER_SECOND) {
        await sleep(TICK_MS);
        continue;
      }
      begun++;
      const answer = await connection.post("/api/v1/attribution/events", next());
      if (answer.status !== 200) throw new Error(`an event was answered ${answer.status}: ${answer.body}`);
    }
    connection.close();
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, work));
  return { answered: total, seconds: (performance.now() - began) / 1_000 };
}

async function drained(sql: postgres.Sql): Promise<void> {
  const giveUp = performance.now() + DRAIN_LIMIT_MS;
  for (;;) {
    const [row] = await sql<{ left: boolean }[]>`
      select exists (select 1 from outbox) or exists (select 1 from webhook_deliveries where ended_at is null) as left`;
    if (!row?.left) return;
    if (performance.now() > giveUp) throw new Error("what waits does not become less");
    await sleep(TICK_MS * 5);
  }
}
