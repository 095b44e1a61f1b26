import { afterAll, beforeAll, expect, it } from "vitest";
import { openStory, type Story } from "@/tests/support/brand/story";
import { step } from "../rederive/rederive";
import { tellEveryKind } from "../testing/every-kind";

let story: Story;
beforeAll(async () => {
  story = await openStory();
});
afterAll(() => story.drop());

it("a re-derivation that is stopped says nothing of a failure, and goes on where it was", async () => {
  const { database, brandId, services } = story.world;
  const { programs } = await tellEveryKind(story);
  await database.asSystem("install", (sql) => sql`update outcomes set status = 'no_click'`);
  const id = await database.inBrand(brandId, (tx) => services.rederiveProgram(tx, programs[0], "a test"));
  const stop = new AbortController();
  const stepping = step(services, new Map(), stop.signal);
  stop.abort();
  expect(await stepping).toBe(false);
  expect(await story.call("GET", `/jobs/${id}`)).toMatchObject({ status: "running", error: null });
  await story.rederived();
  expect(await story.call("GET", `/jobs/${id}`)).toMatchObject({ status: "done", error: null });
  const wrong = await database.asSystem(
    "install",
    (sql) => sql`
      select from outcomes o join commissions c on c.event_id = o.event_id
      where o.status = 'no_click' and c.program_id = ${programs[0]} and c.status <> 'reversed' and c.kind <> 'bonus'`,
  );
  expect(wrong).toHaveLength(0);
});
