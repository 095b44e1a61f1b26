import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ensureHomeBrand } from "@/server/brand/install";
import { CONSUMERS } from "@/server/jobs/relay/consumers";
import { relayChanges } from "@/server/jobs/relay/relay-changes";
import { openEmbedded } from "@/server/jobs/runner/embedded";
import { newId } from "@/server/platform/ids";
import { openShop, type Shop } from "@/tests/support/brand/shop";

let shop: Shop;
/** Whether the function of these tests fails. */
let broken: boolean;

beforeAll(async () => {
  shop = await openShop();
  await ensureHomeBrand(shop.world.database);
});
afterAll(() => shop.drop());
beforeEach(async () => {
  broken = true;
  await shop.world.database.sql`truncate job_runs, job_steps, job_schedule, outbox, changes_set_aside`;
});

const jobs = () =>
  openEmbedded(shop.world.services, ({ inngest }) => [
    inngest.createFunction(
      { id: "brittle", triggers: [{ event: "go" }, { cron: "0 6 * * *" }], retries: 0 },
      async ({ step }) => {
        await step.run("try", () => {
          if (broken) throw new Error("no luck today");
        });
      },
    ),
  ]);
type Run = { id: string; function: string; state: string; reason: string | null; endedAt: string | null };
const runs = async (query = ""): Promise<Run[]> =>
  (await shop.call("GET", `/jobs/runs${query}`))["data"] as Run[];
const go = (brandId: string) => ({ name: "go", data: { brandId } });

describe("runs", () => {
  it("that failed are listed with their reason, and can be run again", async () => {
    const { inngest, runner } = jobs();
    await inngest.send(go(shop.world.brandId));
    await runner.settle();
    const [failed] = await runs("?state=failed");
    expect(failed).toMatchObject({ function: "brittle", state: "failed", reason: "no luck today" });
    broken = false;
    const again = await shop.call("POST", `/jobs/runs/${failed?.id}/again`);
    expect(again).toMatchObject({ id: failed?.id, state: "open", endedAt: null });
    await runner.settle();
    expect(await runs()).toMatchObject([{ id: failed?.id, state: "done", reason: null }]);
    expect((await shop.send("POST", `/jobs/runs/${failed?.id}/again`)).status).toBe(409);
  });

  it("of another brand are not seen; those of all brands are, by whoever runs the server", async () => {
    const { inngest, runner } = jobs();
    await inngest.send([go(newId()), { name: "go" }]);
    await runner.settle();
    const seen = await runs();
    expect(seen).toHaveLength(1);
    const all = await shop.world.database.sql<{ id: string }[]>`select id from job_runs order by id`;
    const other = all.find(({ id }) => id !== seen[0]?.id);
    expect((await shop.send("POST", `/jobs/runs/${other?.id}/again`)).json).toMatchObject({
      error: "run_not_found",
    });
  });

  it("are counted in the status, beside what waits in the outbox and when functions run next", async () => {
    const { runner } = jobs();
    await runner.settle();
    await shop.makePartner();
    expect(await shop.call("GET", "/jobs/status")).toMatchObject({
      outbox: { waiting: expect.any(Number), oldestAt: expect.any(String) },
      runs: { open: 0, failed: 0 },
      schedule: [
        {
          function: "brittle",
          cron: "0 6 * * *",
          nextAt: expect.stringMatching(/T06:00:00.000Z$/),
          lastAt: null,
        },
      ],
    });
  });

  it("are no partner's business", async () => {
    const secret = await shop.makePartnerKey(await shop.makePartner());
    for (const path of ["/jobs/status", "/jobs/runs", "/jobs/set-aside"]) {
      expect((await shop.send("GET", path, { key: secret })).status).toBe(403);
    }
  });
});

describe("changes that were set aside", () => {
  it("are listed with the reason, and told again once the fault is gone", async () => {
    const { services, brandId } = shop.world;
    await shop.makePartner();
    const [webhooks] = CONSUMERS;
    if (!webhooks) throw new Error("nobody hears of changes");
    const taken: string[] = [];
    const take: typeof webhooks.take = (_services, _brandId, changes) => {
      if (broken) return Promise.reject(new Error("cannot read this"));
      taken.push(...changes.map(({ topic }) => topic));
      return Promise.resolve(false);
    };
    const relay = () => relayChanges(services, brandId, { consumers: [{ ...webhooks, take }], last: true });
    await relay();
    const page = await shop.call("GET", "/jobs/set-aside?limit=1");
    const [change] = page["data"] as { id: string; reason: string; consumer: string; type: string }[];
    expect(change).toMatchObject({
      reason: "cannot read this",
      consumer: "webhooks",
      type: "partner.created",
    });
    broken = false;
    await shop.call("POST", `/jobs/set-aside/${change?.id}/again`);
    await relay();
    expect(taken).toEqual(["partner.created"]);
    expect((await shop.send("POST", `/jobs/set-aside/${change?.id}/again`)).status).toBe(404);
  });
});
