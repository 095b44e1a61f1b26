import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { newId } from "@/server/platform/ids";
import { removeDataDir, temporaryDataDir } from "../support/server/built-server";
import { form, report } from "./form";
import { type SmallDisk, smallDisk } from "./full-disk";
import { checkLaw } from "./law";
import { type MortalPostgres, mortalPostgres } from "./postgres";
import { call, Stage } from "./stage";

const EDIT_SHOWS_MS = 1_000;

let database: MortalPostgres;
const closing: (() => Promise<void>)[] = [];

beforeAll(async () => {
  database = await mortalPostgres();
});
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});
afterAll(() => database.end());

async function openStage(disk?: SmallDisk): Promise<Stage> {
  const dataDir = disk?.dataDir ?? (await temporaryDataDir());
  closing.push(() => removeDataDir(dataDir));
  if (disk) closing.push(disk.unmount);
  const stage = await Stage.open(dataDir, { DATABASE_URL: database.url, ...disk?.env });
  closing.push(() => stage.close());
  stage.crowd.arrive(form.visitors);
  return stage;
}

/** A moment that nothing in the server is in step with. */
const atRandom = () => sleep(Math.random() * form.maxPauseMs);

async function serverKilled(stage: Stage): Promise<void> {
  await stage.kill();
  await stage.restart();
}

async function databaseKilled(stage: Stage): Promise<void> {
  await database.kill();
  await spooling(stage);
  await database.launch();
  await stage.drained();
}

async function databaseFrozen(stage: Stage): Promise<void> {
  const thaw = await database.freeze();
  await spooling(stage).finally(thaw);
  await stage.drained();
}

/** The server ends with clicks on the disk, and the next one finds them there. */
async function bothKilled(stage: Stage): Promise<void> {
  await database.kill();
  await spooling(stage);
  await stage.kill();
  await database.launch();
  await stage.restart();
  await stage.drained();
}

/** While the database is away, visitors are sent on with crefs, and `/ready` says where their clicks are. */
async function spooling(stage: Stage): Promise<void> {
  const before = stage.crowd.crefs.length;
  await sleep(form.awayMs);
  const { status, spool } = await stage.ready();
  expect(status).toBe(503);
  expect(spool.inUse).toBe(true);
  expect(spool.bytes).toBeGreaterThan(0);
  expect(stage.crowd.crefs.length).toBeGreaterThan(before);
}

async function listenerCut({ server, crowd, links }: Stage): Promise<void> {
  const [link] = links;
  if (!link) throw new Error("There is no link.");
  await database.ask(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'openpartner listener'",
  );
  const destinationUrl = `https://brand.example/${newId()}`;
  await call(server, "PATCH", `/links/${link.id}`, { destinationUrl });
  const edited = performance.now();
  let shown = false;
  while (!shown && performance.now() - edited < 5 * EDIT_SHOWS_MS) {
    const { location } = await crowd.visit(link.code);
    shown = location.startsWith(destinationUrl);
  }
  expect(shown && performance.now() - edited).toBeLessThan(EDIT_SHOWS_MS);
}

test(
  "every redirect with a cref is one click, whatever is killed, and none fails while PostgreSQL is away",
  async () => {
    const stage = await openStage();
    for (const fault of shuffled([
      ...Array<Fault>(form.serverKills).fill(serverKilled),
      ...Array<Fault>(form.databaseKills).fill(databaseKilled),
      ...Array<Fault>(form.databaseFreezes).fill(databaseFrozen),
      ...Array<Fault>(form.bothKills).fill(bothKilled),
      ...Array<Fault>(form.listenerCuts).fill(listenerCut),
    ])) {
      await atRandom();
      await fault(stage);
    }
    const verdict = await checkLaw(stage, database.ask);
    report({ ...form, ...verdict });
    expect(verdict.withoutCref).toBe(0);
  },
  form.timeoutMs,
);

test(
  "where the disk is full as well, visitors go on without a cref, and an error line and a metric say so",
  async () => {
    const disk = await smallDisk();
    const stage = await openStage(disk);
    await database.kill();
    await expect.poll(() => stage.crowd.withoutCref, { timeout: 30_000 }).toBeGreaterThan(100);
    expect(stage.crowd.faults, stage.server.output()).toEqual([]);
    expect(stage.server.output()).toContain(disk.complaint);
    expect(await stage.metric("openpartner_clicks_lost_total")).toBeGreaterThan(100);
    expect(await stage.metric("openpartner_clicks_spooled_total")).toBeGreaterThan(100);
    await database.launch();
    await stage.drained();
    const { withoutCref } = stage.crowd;
    await stage.crowd.visitAll();
    expect(stage.crowd.withoutCref).toBe(withoutCref);
    await checkLaw(stage, database.ask);
  },
  form.timeoutMs,
);

type Fault = (stage: Stage) => Promise<void>;

function shuffled<T>(items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, rank: Math.random() }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ item }) => item);
}
