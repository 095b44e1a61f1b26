import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { MINUTE_MS } from "@/server/platform/clock";
import { idFromUuid } from "@/server/platform/ids";
import { openReceiver, type TestReceiver } from "@/server/webhook/testing/receiver";
import { removeDataDir, temporaryDataDir } from "../support/server/built-server";
import { form, report } from "./form";
import { type MortalPostgres, mortalPostgres } from "./postgres";
import { Shoppers } from "./shoppers";
import { call, Stage } from "./stage";

const QUIET_LIMIT_MS = 180_000;
const POLL_MS = 500;

let database: MortalPostgres;
let receiver: TestReceiver;

beforeAll(async () => {
  database = await mortalPostgres();
  receiver = await openReceiver();
});
afterAll(async () => {
  await receiver.close();
  await database.end();
});

/** Resolves when nothing waits: every holdback that is over is released, and every message has arrived. */
async function quiet(): Promise<void> {
  const giveUp = Date.now() + QUIET_LIMIT_MS;
  for (;;) {
    const [left] = await database.ask<Record<string, number>>(`
      select (select count(*) from outbox)::int as waiting,
        (select count(*) from webhook_deliveries where ended_at is null)::int as on_their_way,
        (select count(*) from commissions where status = 'pending' and available_at <= now())::int as held`);
    if (Object.values(left ?? {}).every((count) => count === 0)) return;
    if (Date.now() > giveUp) throw new Error(`There is still ${JSON.stringify(left)}.`);
    await sleep(POLL_MS);
  }
}

/** The types told of each commission in the order in which each message came first, and how many messages that were. */
function histories(): Map<string, { types: string[]; ids: Set<string> }> {
  const told = new Map<string, { types: string[]; ids: Set<string> }>();
  for (const { headers, body } of receiver.requests) {
    const { type, data } = JSON.parse(body) as { type: string; data: { id: string } };
    const messageId = String(headers["webhook-id"]);
    const history = told.get(data.id) ?? { types: [], ids: new Set() };
    told.set(data.id, history);
    if (history.ids.has(messageId)) continue;
    history.ids.add(messageId);
    history.types.push(type.replace("commission.", ""));
  }
  return told;
}

test(
  "every change of every commission is told at least once and in order, and released once, however often the server dies",
  async () => {
    const dataDir = await temporaryDataDir();
    const env = { DATABASE_URL: database.url, OUTBOUND_PRIVATE_RANGES: "127.0.0.0/8" };
    const stage = await Stage.open(dataDir, env);
    const slug = `jobs-${Date.now()}`;
    const rules = [{ trigger: "every", eventType: "invoice_paid", kind: "percent", value: "20" }];
    const terms = { holdbackDays: 0, rules };
    const program = await call<{ id: string }>(stage.server, "POST", "/programs", {
      name: "Jobs",
      slug,
      destinationUrl: "https://brand.example/",
      terms,
    });
    const person = { name: "Partner", email: `${slug}@partners.test`, programIds: [program.id] };
    const partner = await call<{ id: string }>(stage.server, "POST", "/partners", person);
    const link = { partnerId: partner.id, programId: program.id };
    const { code } = await call<{ code: string }>(stage.server, "POST", "/links", link);
    const types = ["commission.created", "commission.approved", "commission.reversed"];
    await call(stage.server, "POST", "/webhooks", { url: receiver.url, types });
    const began = Date.now();

    const shoppers = new Shoppers(stage, [code]);
    shoppers.arrive();
    for (let kill = 0; kill < form.jobKills; kill++) {
      await sleep(Math.random() * form.maxPauseMs);
      await stage.kill();
      await stage.restart();
    }
    await sleep(form.maxPauseMs);
    await shoppers.leave();
    // A minute that begins when nobody is killed any more: what runs by the clock has its turn.
    const settled = Date.now();
    await sleep(MINUTE_MS - (settled % MINUTE_MS) + 2_000);
    await quiet();

    const told = histories();
    const entries = await database.ask<{ id: string; status: string; approved: boolean }>(
      "select id::text, status, approved_at is not null as approved from commissions",
    );
    const wrong = entries.flatMap(({ id: uuid, status, approved }) => {
      const id = idFromUuid(uuid);
      const expected = [
        "created",
        ...(approved ? ["approved"] : []),
        ...(status === "reversed" ? ["reversed"] : []),
      ];
      const heard = told.get(id)?.types ?? [];
      return heard.join() === expected.join() ? [] : [{ id, status, expected, heard }];
    });
    expect(wrong).toEqual([]);
    expect(entries.length).toBeGreaterThanOrEqual(shoppers.sales);
    expect(shoppers.sales).toBeGreaterThan(form.jobKills);

    const late = await database.ask(
      `select function_id from job_schedule where cron = '* * * * *' and (last_at is null or last_at < to_timestamp(${settled} / 1000.0))`,
    );
    expect(late).toEqual([]);
    expect(await database.ask("select function_id, reason from job_runs where state = 'failed'")).toEqual([]);
    const deliveries = receiver.requests.length;
    const seconds = Math.round((Date.now() - began) / 1_000);
    report({ kills: form.jobKills, sales: shoppers.sales, refunds: shoppers.refunds, deliveries, seconds });
    await stage.close();
    await removeDataDir(dataDir);
  },
  form.timeoutMs,
);
