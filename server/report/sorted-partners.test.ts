import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DAY_MS, now } from "@/server/platform/clock";
import { openStory, type Story } from "@/tests/support/brand/story";

let story: Story;
const ids = new Map<string, string>();
const flagged: string[] = [];

/** Partners with clicks and sales: name, valid clicks, dollars and euros of sales at 20 %. */
const PARTNERS = [
  ["first", 2, "10.00", null],
  ["second", 0, null, "900.00"],
  ["third", 4, "50.00", null],
  ["fourth", 2, null, null],
  ["fifth", 0, "70.00", null],
] as const;

beforeAll(async () => {
  story = await openStory();
  const programId = await story.makeProgram();
  for (const [name, clicks, dollars, euros] of PARTNERS) {
    const partner = await story.partner(name, programId);
    ids.set(partner.id, name);
    for (let n = 0; n < clicks; n++) await story.click(partner, now() - DAY_MS);
    // What is older than what the list shows, and what a person took out, weighs nothing.
    for (let n = 0; n < 5; n++) await story.click(partner, now() - 40 * DAY_MS);
    flagged.push(await story.click(partner, now() - DAY_MS));
    for (const [value, currency] of [
      [dollars, "USD"],
      [euros, "EUR"],
    ] as const) {
      if (value === null) continue;
      const userId = story.fresh("user");
      await story.visit(partner, now() - 45 * DAY_MS, userId);
      await story.invoice(userId, { value, currency, ts: now() - DAY_MS });
    }
  }
  for (const id of flagged) await story.call("POST", `/clicks/${id}/flag`, { reason: "test" });
});
afterAll(() => story.drop());

/** Everybody, in pages of `limit`. */
async function listed(query: string, limit: number): Promise<string> {
  const names: string[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const page = await story.call("GET", `/partners?${query}&limit=${limit}${cursor && `&cursor=${cursor}`}`);
    names.push(...(page["data"] as { id: string }[]).map(({ id }) => ids.get(id) ?? ""));
    cursor = page["nextCursor"] as string | null;
  }
  return names.join(" ");
}

describe.each([1, 2, 5])("a list of partners in pages of %i", (limit) => {
  test.each([
    ["", "fifth fourth third second first"],
    ["order=asc", "first second third fourth fifth"],
    ["sort=clicks", "third fourth first fifth second"],
    ["sort=clicks&order=asc", "second fifth first fourth third"],
    ["sort=earned", "fifth third first fourth second"],
    ["sort=earned&order=asc", "second fourth first third fifth"],
    ["sort=earned&status=active", "fifth third first fourth second"],
  ])("with %j is %s", async (query, expected) => {
    expect(await listed(query, limit)).toBe(expected);
  });
});

test("an unknown order is refused", async () => {
  expect(await story.send("GET", "/partners?sort=name")).toMatchObject({ status: 400 });
});
