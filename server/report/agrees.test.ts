import { afterAll, beforeAll, expect, it } from "vitest";
import { openStory, type Story, type StoryPartner } from "@/tests/support/brand/story";
import { balances } from "./figures/balances";

type Money = { minor: number; currency: string };
type Figures = { commissions: { status: string; amount: Money; entries: number }[]; revenue: Money[] };
type Entry = { status: string; amount: Money };

let story: Story;
let partners: StoryPartner[];

beforeAll(async () => {
  story = await openStory();
  const split = { attributionModel: "linear", holdbackDays: 0 };
  const rules = [{ id: "s", trigger: "every", eventType: "invoice_paid", kind: "percent", value: "33.3333" }];
  const programId = await story.makeProgram({ terms: { ...split, rules } });
  partners = [];
  for (const name of ["A", "B", "C"]) partners.push(await story.partner(name, programId));
  // Amounts that no number of partners divides, in two currencies, some refunded in part, some reversed or paid.
  for (let n = 0; n < 12; n++) {
    const user = story.fresh("user");
    for (const partner of partners.slice(n % 3)) await story.visit(partner, story.day(1 + n / 10), user);
    const value = `${n * 7 + 1}.${n % 2 === 0 ? "01" : "97"}`;
    const currency = n % 4 === 3 ? "EUR" : "USD";
    const told = await story.invoice(user, { value, currency, externalId: `in ${n}` });
    if (n % 3 === 0) {
      await story.event({
        userId: user,
        type: "refund",
        refundOf: `in ${n}`,
        value: "0.37",
        currency,
        externalId: `re ${n}`,
      });
    }
    const [entry] = await story.entries(told.eventId);
    if (n % 5 === 1) await story.call("POST", `/commissions/${entry?.id}/reverse`, { reason: "test" });
    if (n % 5 === 2) await story.pay(told.eventId);
  }
});
afterAll(() => story.drop());

/** What the ledger says, added up here entry by entry. */
async function ledger(query: string): Promise<Record<string, number>> {
  const sums: Record<string, number> = {};
  for (let cursor: string | null = ""; cursor !== null; ) {
    const page = await story.call(
      "GET",
      `/commissions?limit=7${query}${cursor === "" ? "" : `&cursor=${cursor}`}`,
    );
    for (const { status, amount } of page["data"] as Entry[]) {
      if (status === "reversed") continue;
      const key = `${status} ${amount.currency}`;
      sums[key] = (sums[key] ?? 0) + amount.minor;
    }
    cursor = page["nextCursor"] as string | null;
  }
  return sums;
}

function summed({ commissions }: Figures): Record<string, number> {
  return Object.fromEntries(
    commissions.map(({ status, amount }) => [`${status} ${amount.currency}`, amount.minor]),
  );
}

/** The partner's balances as pages show them. */
async function held(partnerId: string): Promise<Record<string, number>> {
  const sums = await balances(story.world.ctx, partnerId);
  return Object.fromEntries(sums.map((one) => [`${one.status} ${one.currency}`, Number(one.amount)]));
}

function add(sums: readonly Record<string, number>[]): Record<string, number> {
  const all: Record<string, number> = {};
  for (const one of sums) for (const [key, minor] of Object.entries(one)) all[key] = (all[key] ?? 0) + minor;
  return all;
}

it("the summary's commissions are the ledger's, to the minor unit", async () => {
  const shown = summed((await story.call("GET", "/summary?from=0")) as unknown as Figures);
  expect(Object.keys(shown).length).toBeGreaterThan(2);
  expect(shown).toEqual(await ledger(""));
});

it("partners' summaries are their entries, and together the brand's", async () => {
  const each: Record<string, number>[] = [];
  for (const { id } of partners) {
    const shown = summed((await story.call("GET", `/partners/${id}/summary?from=0`)) as unknown as Figures);
    expect(shown).toEqual(await ledger(`&partnerId=${id}`));
    expect(await held(id)).toEqual(shown);
    each.push(shown);
  }
  expect(add(each)).toEqual(await ledger(""));
});

it("the days of a span add up to its summary", async () => {
  const span = `from=${story.day(0)}&to=${story.day(16)}`;
  const { days } = (await story.call("GET", `/summary/daily?${span}`)) as unknown as {
    days: { revenue: Money[]; commissions: Money[] }[];
  };
  const figures = (await story.call("GET", `/summary?${span}`)) as unknown as Figures;
  const byCurrency = (list: readonly Money[]) =>
    add(list.map(({ currency, minor }) => ({ [currency]: minor })));
  expect(byCurrency(days.flatMap((day) => day.revenue))).toEqual(byCurrency(figures.revenue));
  expect(byCurrency(days.flatMap((day) => day.commissions))).toEqual(
    byCurrency(figures.commissions.map(({ amount }) => amount)),
  );
});
