import { expect, it } from "vitest";
import { registry } from "@/server/platform/metrics";
import { makeWorld } from "@/tests/support/world";
import { measureJobs } from "./metrics";

const figures = async (): Promise<string[]> =>
  (await registry.metrics()).split("\n").filter((line) => /^openpartner_(outbox|job_runs\{)/.test(line));

it("what waits is counted, and is not a number while the database is away, when everything else is still told", async () => {
  const world = await makeWorld();
  measureJobs(world.services);
  expect((await figures()).sort()).toEqual([
    'openpartner_job_runs{state="failed"} 0',
    'openpartner_job_runs{state="open"} 0',
    "openpartner_outbox_age_seconds 0",
    "openpartner_outbox_waiting 0",
  ]);
  await world.drop();
  expect((await figures()).every((line) => line.endsWith(" Nan"))).toBe(true);
  expect(await registry.metrics()).toContain("openpartner_job_runs_total");
});
