import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS, MINUTE_MS, setClock } from "@/server/platform/clock";
import { openDatabase } from "@/server/platform/database";
import { openStory, type Story, usualTerms } from "@/tests/support/story";
import { type Due, doChores, runChores } from "./chores";

let story: Story;

beforeAll(async () => {
  story = await openStory();
});
afterAll(() => story.drop());

const later = async (ms: number, work: () => Promise<void>): Promise<void> => {
  const restore = setClock(() => Date.now() + ms);
  await work().finally(restore);
};
const records = async (): Promise<number> => {
  const rows = await story.world.database.asSystem(
    "install",
    (sql) => sql`select 1 from idempotency_records`,
  );
  return rows.length;
};

describe("the chores", () => {
  it("approve what has left its holdback", async () => {
    const partner = await story.partner("A", await story.makeProgram());
    const userId = story.fresh("user");
    await story.visit(partner, story.day(0), userId);
    const { eventId } = await story.invoice(userId);
    await runChores(story.world.services);
    expect(await story.ledger(eventId)).toEqual(["A 20.00 accrual pending"]);
    await later(40 * DAY_MS, () => runChores(story.world.services));
    expect(await story.ledger(eventId)).toEqual(["A 20.00 accrual approved"]);
  });

  it("count the clicks of today and yesterday where they are paid for", async () => {
    const rule = { id: "clicks", trigger: "every", eventType: "click", kind: "fixed", value: "0.10" };
    const programId = await story.makeProgram({
      terms: usualTerms({ rules: [{ ...rule, currency: "USD" }] }),
    });
    const partner = await story.partner("P", programId);
    for (const hoursAgo of [1, 23]) await story.click(partner, Date.now() - hoursAgo * HOUR_MS);
    await Promise.all([runChores(story.world.services), runChores(story.world.services)]);
    await runChores(story.world.services);
    const page = await story.call("GET", `/commissions?programId=${programId}`);
    const amounts = (page["data"] as { amount: { minor: number } }[]).map((entry) => entry.amount.minor);
    expect(amounts.reduce((sum, minor) => sum + minor, 0)).toBe(20);
  });

  it("forget replies after 30 days, and not before", async () => {
    const headers = { "idempotency-key": "once" };
    await story.send("POST", "/attribution/events", { json: { userId: "u", type: "signup" }, headers });
    const before = await records();
    await later(29 * DAY_MS, () => runChores(story.world.services));
    expect(await records()).toBe(before);
    await later(31 * DAY_MS, () => runChores(story.world.services));
    expect(await records()).toBe(0);
  });

  it("come round each at its own time", async () => {
    const due: Due = new Map();
    await runChores(story.world.services, due);
    expect([...due.keys()]).toHaveLength(3);
    const first = new Map(due);
    await later(2 * MINUTE_MS, () => runChores(story.world.services, due));
    expect(due.get("release holdbacks")).toBeGreaterThan(first.get("release holdbacks") ?? 0);
    expect(due.get("forget expired records")).toBe(first.get("forget expired records"));
  });

  it("end when the server stops, also without a database", async () => {
    const stop = doChores(story.world.services);
    await stop();
    const gone = openDatabase("postgres://nobody@127.0.0.1:1/nothing", { maxConnections: 1 });
    await doChores({ ...story.world.services, database: gone })();
    await gone.close();
  });
});
