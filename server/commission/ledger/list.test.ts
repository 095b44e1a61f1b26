import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openStory, type Story } from "@/tests/support/brand/story";

let story: Story;

beforeAll(async () => {
  story = await openStory();
  const partner = await story.partner("A", await story.makeProgram());
  // The order of making, of amounts and of the ends of holdbacks all differ.
  for (const [value, day] of [
    ["30.00", 12],
    ["10.00", 11],
    ["40.00", 10],
    ["20.00", 13],
  ] as const) {
    const userId = story.fresh("user");
    await story.visit(partner, story.day(0), userId);
    await story.invoice(userId, { value, ts: story.day(day) });
  }
});
afterAll(() => story.drop());

type Page = { data: { amount: { amount: string } }[]; nextCursor: string | null };

/** All amounts, read in pages of one. */
async function amounts(query: string): Promise<string[]> {
  const found: string[] = [];
  for (let cursor = ""; ; ) {
    const page = (await story.call("GET", `/commissions?limit=1${query}${cursor}`)) as unknown as Page;
    found.push(...page.data.map((row) => row.amount.amount));
    if (page.nextCursor === null) return found;
    cursor = `&cursor=${page.nextCursor}`;
  }
}

describe("the ledger, read page by page", () => {
  it.each([
    ["", ["4.00", "8.00", "2.00", "6.00"]],
    ["&order=asc", ["6.00", "2.00", "8.00", "4.00"]],
    ["&sort=amount", ["8.00", "6.00", "4.00", "2.00"]],
    ["&sort=amount&order=asc", ["2.00", "4.00", "6.00", "8.00"]],
    ["&sort=available", ["4.00", "6.00", "2.00", "8.00"]],
    ["&sort=available&order=asc", ["8.00", "2.00", "6.00", "4.00"]],
  ])("comes complete and in the order of %s", async (query, expected) => {
    expect(await amounts(query)).toEqual(expected);
  });

  it("can be kept to entries whose holdback ends by a time", async () => {
    const until = story.day(41, 3_600_000);
    expect(await amounts(`&availableBy=${until}&sort=amount`)).toEqual(["8.00", "2.00"]);
  });
});
