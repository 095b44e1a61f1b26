import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/server/platform/ids";
import { openStory, type Story, type StoryPartner } from "@/tests/support/brand/story";

let story: Story;
let a: StoryPartner;

beforeAll(async () => {
  story = await openStory();
  a = await story.partner("A", await story.makeProgram());
});
afterAll(() => story.drop());

const evidence = (cref: string) => story.call("GET", `/clicks/${cref}/evidence`);
async function listed(query: string): Promise<string[]> {
  const page = await story.call("GET", `/clicks?limit=100&${query}`);
  return (page["data"] as { id: string }[]).map((row) => row.id);
}

describe("the evidence about a click", () => {
  it("counts its neighbours of one address and day, its users, and what it is credited with", async () => {
    const ipHash = "same";
    const cref = await story.click(a, story.day(2), { ipHash });
    await story.click(a, story.day(2, 1_000), { ipHash });
    await story.click(a, story.day(1, 1), { ipHash });
    await story.click(a, story.day(5), { ipHash });
    await story.click(a, story.day(2), { ipHash: "other" });
    const userId = story.fresh("user");
    await story.identify(cref, userId);
    await story.invoice(userId);
    await story.invoice(userId, { ts: story.day(11) });
    expect(await evidence(cref)).toMatchObject({
      sameAddress: 2,
      userIds: [userId],
      events: 2,
      decisions: [],
    });
  });

  it("holds every decision with who made it and why, the latest first", async () => {
    const cref = await story.click(a, story.day(0));
    await story.call("POST", `/clicks/${cref}/flag`, { reason: "looks bought" });
    await story.call("POST", `/clicks/${cref}/unflag`, {});
    const told = await evidence(cref);
    expect(told).toMatchObject({
      sameAddress: null,
      decisions: [
        { kind: "unflag", reason: null },
        { kind: "flag", reason: "looks bought" },
      ],
    });
  });

  it("of a click that is not there is a 404", async () => {
    expect((await story.send("GET", `/clicks/${newId()}/evidence`)).status).toBe(404);
  });
});

describe("the list of clicks taken for abuse", () => {
  it("holds those found so when they arrived and those a person decided about, and no bots", async () => {
    const fast = await story.click(a, story.day(6), { verdict: "velocity" });
    const bot = await story.click(a, story.day(6), { verdict: "bot" });
    const flagged = await story.click(a, story.day(6));
    const fine = await story.click(a, story.day(6));
    await story.call("POST", `/clicks/${flagged}/flag`, {});
    const found = await listed("suspect=true");
    expect(found).toEqual(expect.arrayContaining([fast, flagged]));
    expect(found).not.toContain(bot);
    expect(found).not.toContain(fine);
    await story.call("POST", `/clicks/${fast}/unflag`, {});
    expect(await listed("suspect=true")).toContain(fast);
  });
});
