import { afterAll, beforeAll, expect, it } from "vitest";
import { openStory, type Story } from "@/tests/support/brand/story";
import { tellEveryKind } from "../testing/every-kind";

let story: Story;
let programs: readonly [string, string];

beforeAll(async () => {
  story = await openStory();
  ({ programs } = await tellEveryKind(story));
});
afterAll(() => story.drop());

const begin = (program: string): Promise<string> =>
  story.world.database.inBrand(story.world.brandId, (tx) =>
    story.world.services.rederiveProgram(tx, program, "a test"),
  );
const cancel = (id: string) => story.send("POST", `/jobs/${id}/cancel`);

it("a re-derivation that nothing replaces cannot be canceled, and goes on to its end", async () => {
  const [job, ofAnother] = [await begin(programs[0]), await begin(programs[1])];
  expect((await cancel(job)).json).toMatchObject({ error: "conflict" });
  expect((await cancel(ofAnother)).status).toBe(409);
  await story.rederived();
  expect(await story.call("GET", `/jobs/${job}`)).toMatchObject({ status: "done", replaced: false });
  expect((await cancel(job)).status).toBe(409);
});

it("one that a later one of its program replaces can, once, and the ledger ends as the rules have it", async () => {
  const [first, second] = [await begin(programs[0]), await begin(programs[0])];
  await story.world.database.asSystem("install", (sql) => sql`update outcomes set status = 'no_click'`);
  expect(await story.call("GET", `/jobs?programId=${programs[0]}&status=running`)).toMatchObject({
    data: [
      { id: second, replaced: false },
      { id: first, replaced: true },
    ],
  });
  expect((await cancel(first)).json).toMatchObject({ status: "canceled", replaced: false });
  expect((await cancel(first)).status).toBe(200);
  expect((await cancel(second)).status).toBe(409);
  await story.rederived();
  expect(await story.call("GET", `/jobs/${first}`)).toMatchObject({ status: "canceled", customersDone: 0 });
  expect(await story.call("GET", `/jobs/${second}`)).toMatchObject({ status: "done" });
  const wrong = await story.world.database.asSystem(
    "install",
    (sql) => sql`
      select from outcomes o join commissions c on c.event_id = o.event_id
      where o.status = 'no_click' and c.program_id = ${programs[0]} and c.status <> 'reversed' and c.kind <> 'bonus'`,
  );
  expect(wrong).toHaveLength(0);
});
