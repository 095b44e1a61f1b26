import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS, MINUTE_MS, setClock } from "@/server/platform/clock";
import { openStory, type Story, usualTerms } from "@/tests/support/brand/story";
import { settleJobs } from "../testing/settle";

let story: Story;

beforeAll(async () => {
  story = await openStory();
  await settle();
});
afterAll(() => story.drop());

/** What runs by the clock in the minute after `ms` from now, in so many processes. */
async function settle(ms = 0, processes = 1): Promise<void> {
  const restore = setClock(() => Date.now() + ms + MINUTE_MS);
  const all = Array.from({ length: processes }, () => settleJobs(story.world.services));
  await Promise.all(all).finally(restore);
}
const records = async (): Promise<number> => {
  const rows = await story.world.database.asSystem(
    "install",
    (sql) => sql`select 1 from idempotency_records`,
  );
  return rows.length;
};

describe("by the clock", () => {
  it("the clicks of today and yesterday are counted where they are paid for", async () => {
    const rule = { id: "clicks", trigger: "every", eventType: "click", kind: "fixed", value: "0.10" };
    const programId = await story.makeProgram({
      terms: usualTerms({ rules: [{ ...rule, currency: "USD" }] }),
    });
    const partner = await story.partner("P", programId);
    for (const hoursAgo of [1, 23]) await story.click(partner, Date.now() - hoursAgo * HOUR_MS);
    await settle(MINUTE_MS, 2);
    await settle(2 * MINUTE_MS);
    const page = await story.call("GET", `/commissions?programId=${programId}`);
    const amounts = (page["data"] as { amount: { minor: number } }[]).map((entry) => entry.amount.minor);
    expect(amounts.reduce((sum, minor) => sum + minor, 0)).toBe(20);
  });

  it("what has left its holdback is approved", async () => {
    const partner = await story.partner("A", await story.makeProgram());
    const userId = story.fresh("user");
    await story.visit(partner, story.day(0), userId);
    const { eventId } = await story.invoice(userId);
    await settle(3 * MINUTE_MS);
    expect(await story.ledger(eventId)).toEqual(["A 20.00 accrual pending"]);
    await settle(40 * DAY_MS);
    expect(await story.ledger(eventId)).toEqual(["A 20.00 accrual approved"]);
  });

  it("replies are forgotten after 30 days, and not before", async () => {
    const headers = { "idempotency-key": "once" };
    const restore = setClock(() => Date.now() + 50 * DAY_MS);
    await story.send("POST", "/attribution/events", { json: { userId: "u", type: "signup" }, headers });
    restore();
    await settle(79 * DAY_MS);
    expect(await records()).toBe(1);
    await settle(81 * DAY_MS);
    expect(await records()).toBe(0);
  });
});
