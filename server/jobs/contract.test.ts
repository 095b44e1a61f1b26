import { InngestTestEngine } from "@inngest/test";
import { Inngest, type InngestFunction } from "inngest";
import { afterAll, beforeAll, expect, it } from "vitest";
import { DAY_MS, setClock } from "@/server/platform/clock";
import { openReceiver, type TestReceiver } from "@/server/webhook/testing/receiver";
import { openStory, type Story, usualTerms } from "@/tests/support/brand/story";
import { makeFunctions } from "./functions";
import { openEmbedded } from "./runner/embedded";
import { planOf } from "./runner/plan";

/** A brand with something to do for every function, and a receiver that is told of it. */
type Shop = { story: Story; receiver: TestReceiver };

let left: Shop;
let right: Shop;
let restore: () => void;

beforeAll(async () => {
  [left, right] = [await openFull(), await openFull()];
  const later = Date.now() + 26 * DAY_MS;
  restore = setClock(() => later);
});
afterAll(async () => {
  restore();
  for (const { story, receiver } of [left, right]) {
    await receiver.close();
    await story.drop();
  }
});

async function openFull(): Promise<Shop> {
  const story = await openStory();
  const receiver = await openReceiver();
  await story.call("POST", "/webhooks", { url: receiver.url });
  const sales = await story.makeProgram({ endsAt: Date.now() + 30 * DAY_MS });
  const rule = { id: "clicks", trigger: "every", eventType: "click", kind: "fixed", value: "0.10" };
  const clicks = await story.makeProgram({ terms: usualTerms({ rules: [{ ...rule, currency: "USD" }] }) });
  await story.click(await story.partner("clicks", clicks), Date.now());
  const partner = await story.partner("sales", sales);
  for (const name of ["one", "two"]) {
    const userId = story.fresh(name);
    await story.visit(partner, story.day(0), userId);
    await story.invoice(userId);
  }
  await story.call("POST", `/partners/${partner.id}/invite`);
  return { story, receiver };
}

/** How many rows each table has, and what states the ledger's entries and the deliveries are in. */
async function digest({ story, receiver }: Shop): Promise<unknown> {
  const sql = story.world.database.sql;
  const tables = await sql<{ name: string }[]>`
    select table_name as name from information_schema.tables
    where table_schema = current_schema() and table_type = 'BASE TABLE' and table_name not like 'job\_%' order by 1`;
  const counts: Record<string, number> = {};
  for (const { name } of tables) {
    const [row] = await sql<{ count: number }[]>`select count(*)::int as count from ${sql(name)}`;
    counts[name] = row?.count ?? 0;
  }
  const entries =
    await sql`select status, amount_minor, count(*)::int from commissions group by 1, 2 order by 1, 2`;
  const told = receiver.requests.map(({ body }) => String(JSON.parse(body)["type"])).sort();
  return { counts, entries: [...entries], told };
}

const names = makeFunctions({
  inngest: new Inngest({ id: "names", isDev: true }),
  // Only names are asked for; no function runs.
  services: {} as Story["world"]["services"],
}).map((fn) => fn.id());

const eventFor = (fn: InngestFunction.Any, { story }: Shop) => {
  const { events, crons } = planOf(fn);
  const [name, cron] = [events[0], crons[0]];
  return name === undefined
    ? { name: "inngest/scheduled.timer", data: { cron: cron?.text } }
    : { name, id: `for ${fn.id()}`, data: { brandId: story.world.brandId } };
};

it.each(names)("%s ends the same in the embedded runner and in the SDK's own engine", async (name) => {
  const one = (functions: InngestFunction.Any[]) => functions.filter((fn) => fn.id() === name);

  const { inngest, functions, runner } = openEmbedded(left.story.world.services, (tools) =>
    one(makeFunctions(tools)),
  );
  const [ours] = functions;
  if (!ours) throw new Error(`there is no ${name}`);
  const event = eventFor(ours, left);
  await left.story.world.database.sql`truncate job_runs, job_steps`;
  if (event.name === "inngest/scheduled.timer") {
    await runner.settle();
    await left.story.world.database.sql`update job_schedule set next_at = to_timestamp(0)`;
  } else {
    await inngest.send(event);
  }
  await runner.settle();
  const runs = await left.story.world.database
    .sql`select state, reason from job_runs where function_id = ${name}`;
  expect([...runs]).toEqual([{ state: "done", reason: null }]);

  const sdk = new Inngest({
    id: "sdk",
    isDev: true,
    fetch: () => Promise.resolve(Response.json({ ids: [], status: 200 })),
  });
  const [theirs] = one(makeFunctions({ inngest: sdk, services: right.story.world.services }));
  if (!theirs) throw new Error(`there is no ${name}`);
  const ended = await new InngestTestEngine({
    function: theirs,
    events: [eventFor(theirs, right)],
  }).execute();
  expect(ended.error).toBeUndefined();

  expect(await digest(left)).toEqual(await digest(right));
});

it("there was something to do: changes were told, and holdbacks released", async () => {
  expect(left.receiver.requests.length).toBeGreaterThan(5);
  const approved = await left.story.world.database.sql`select 1 from commissions where status = 'approved'`;
  expect(approved).toHaveLength(2);
});
