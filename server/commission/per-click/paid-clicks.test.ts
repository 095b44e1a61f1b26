import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS } from "@/server/platform/clock";
import { openStory, type Story, type StoryPartner, usualTerms } from "@/tests/support/brand/story";
import { snapshot } from "@/tests/support/database/snapshot";

let story: Story;
let programId: string;
let a: StoryPartner;

const perClick = (value: string) => ({
  id: "clicks",
  trigger: "every",
  eventType: "click",
  kind: "fixed",
  value,
  currency: "USD",
});
const paying = (value = "0.10", more: object = {}) => usualTerms({ rules: [perClick(value)], ...more });

/** Noon of a day long enough ago that clicks of it are counted as they are recorded. */
const noon = (daysAgo: number): number =>
  Math.floor(Date.now() / DAY_MS) * DAY_MS - daysAgo * DAY_MS + 12 * HOUR_MS;

beforeAll(async () => {
  story = await openStory();
});
beforeEach(async () => {
  programId = await story.makeProgram({ terms: paying() });
  a = await story.partner("A", programId);
});
afterAll(() => story.drop());

async function days(): Promise<string[]> {
  const page = await story.call("GET", `/commissions?programId=${programId}&limit=100`);
  type Row = { clickDay: string; amount: { amount: string }; status: string; kind: string };
  return (page["data"] as Row[])
    .filter((row) => row.status !== "reversed")
    .map((row) => `${row.clickDay} ${row.amount.amount} ${row.kind} ${row.status}`)
    .sort();
}
const dayOf = (ts: number): string => new Date(ts).toISOString().slice(0, 10);
const derive = (ts: number) =>
  story.world.database.inBrand(story.world.brandId, (tx) =>
    story.world.services.deriveClickDay(tx, programId, ts),
  );
const payAll = () =>
  story.world.database.asSystem(
    "install",
    (sql) => sql`update commissions set status = 'paid', paid_at = now() where program_id = ${programId}
      and status in ('pending', 'approved')`,
  );

describe("pay per click", () => {
  it("is one entry for each partner and day: valid clicks times the rate", async () => {
    const b = await story.partner("B", programId);
    for (const [partner, hours] of [
      [a, 0],
      [a, 1],
      [b, 2],
    ] as const)
      await story.click(partner, noon(5) + hours * HOUR_MS);
    await story.click(a, noon(4));
    await story.click(a, noon(4), { verdict: "velocity" });
    expect(await days()).toEqual([
      `${dayOf(noon(5))} 0.10 accrual pending`,
      `${dayOf(noon(5))} 0.20 accrual pending`,
      `${dayOf(noon(4))} 0.10 accrual pending`,
    ]);
  });

  it("follows a flag and its withdrawal at once", async () => {
    const cref = await story.click(a, noon(5));
    await story.click(a, noon(5), { verdict: "bot" });
    await story.call("POST", `/clicks/${cref}/flag`, { reason: "not a person" });
    expect(await days()).toEqual([]);
    await story.call("POST", `/clicks/${cref}/unflag`, {});
    expect(await days()).toEqual([`${dayOf(noon(5))} 0.10 accrual pending`]);
  });

  it("corrects a day that was paid when a late click of it is recorded or one is flagged", async () => {
    const cref = await story.click(a, noon(5));
    await payAll();
    await story.click(a, noon(5) + HOUR_MS);
    const day = dayOf(noon(5));
    expect(await days()).toEqual([`${day} 0.10 accrual paid`, `${day} 0.10 correction pending`]);
    await payAll();
    await story.call("POST", `/clicks/${cref}/flag`, {});
    expect((await days()).at(-1)).toBe(`${day} 0.10 correction paid`);
    expect((await days())[0]).toBe(`${day} -0.10 correction approved`);
  });

  it("stays reversed until a person says otherwise, whatever is counted again", async () => {
    await story.click(a, noon(5));
    const page = await story.call("GET", `/commissions?programId=${programId}`);
    const id = (page["data"] as { id: string }[])[0]?.id ?? "";
    await story.call("POST", `/commissions/${id}/reverse`, { reason: "bought traffic" });
    await story.click(a, noon(5) + HOUR_MS);
    expect(await days()).toEqual([]);
    await story.call("POST", `/commissions/${id}/unreverse`, { reason: "it was not" });
    expect(await days()).toEqual([`${dayOf(noon(5))} 0.20 accrual pending`]);
  });

  it("counts by the program's own days, and counts again when its time zone changes", async () => {
    await story.click(a, noon(5) + 11 * HOUR_MS);
    expect(await days()).toEqual([`${dayOf(noon(5))} 0.10 accrual pending`]);
    await story.call("PATCH", `/programs/${programId}`, { timeZone: "Asia/Tokyo" });
    await story.rederived();
    expect(await days()).toEqual([`${dayOf(noon(4))} 0.10 accrual pending`]);
  });

  it("counts clicks of today and yesterday when it is asked to, and writes nothing a second time", async () => {
    const ts = Date.now() - HOUR_MS;
    await story.click(a, ts);
    expect(await days()).toEqual([]);
    await derive(ts);
    const before = await snapshot(story.world);
    await Promise.all([derive(ts), derive(ts), derive(ts)]);
    expect(await snapshot(story.world)).toEqual(before);
    expect(await days()).toEqual([`${dayOf(ts)} 0.10 accrual pending`]);
  });

  it("follows new terms with a past date, as their preview says", async () => {
    await story.click(a, noon(5));
    await story.click(a, noon(5));
    await story.click(a, noon(4));
    const terms = { ...paying("0.25"), effectiveFrom: noon(6) };
    const preview = await story.call("POST", `/programs/${programId}/terms?preview=true`, terms);
    expect(preview).toMatchObject({
      changed: 2,
      byPartner: [{ partnerId: a.id, before: { amount: "0.30" }, after: { amount: "0.75" } }],
      ledgerDelta: [{ amount: "0.45" }],
    });
    const { previewToken } = preview;
    await story.call("POST", `/programs/${programId}/terms`, { ...terms, previewToken });
    await story.rederived();
    expect(await days()).toEqual([
      `${dayOf(noon(5))} 0.50 accrual pending`,
      `${dayOf(noon(4))} 0.25 accrual pending`,
    ]);
  });
});
