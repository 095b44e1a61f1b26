import { describe, expect, it } from "vitest";
import type { ClickFact } from "@/server/click/rules";
import { DAY_MS, MINUTE_MS } from "@/server/platform/clock";
import type { ProgramFacts } from "@/server/program/rules";
import type { Decision, History, Terms } from "./history";
import { attribute, type Credited, outcomeSentence } from "./rules";
import { click, day, event, history, id, invoice, partner, program, termsOf, version } from "./testing/facts";
import { subjectOf } from "./touches";

const SALE = invoice(day(70), "100.00");
const PARTNERS = ["A", "B"].map((name) => partner(name));

function credited(own: Partial<History>, terms: Terms = termsOf([program()], PARTNERS)): Credited {
  return attribute(SALE, subjectOf(history(own), terms), undefined);
}

/** The credited partners with their weights, or the outcome. */
function told(own: Partial<History>, terms?: Terms): string {
  const { outcome, touches } = credited(own, terms);
  if (outcome.status !== "attributed") return outcome.status;
  return touches.map((touch) => `${touch.partnerId.replace(/^0+/, "")} ${touch.weight}`).join(", ");
}

const before = (ms: number): ClickFact => click("A", SALE.ts - ms);
const WINDOW_MS = 60 * DAY_MS;

describe("a click counts by its age", () => {
  it.each([
    ["at the very moment of the event", 0, "A 1000000"],
    ["at the far end of the window", WINDOW_MS, "A 1000000"],
    ["a millisecond past the window", WINDOW_MS + 1, "outside_window"],
    ["five minutes after the event", -5 * MINUTE_MS, "A 1000000"],
    ["a millisecond more after it", -5 * MINUTE_MS - 1, "outside_window"],
  ])("%s", (_, age, expected) => {
    expect(told({ clicks: [before(age)] })).toBe(expected);
  });

  it("but one after the event only when none before it does", () => {
    const after = click("B", SALE.ts + 1);
    expect(told({ clicks: [before(WINDOW_MS), after] })).toBe("A 1000000");
    expect(told({ clicks: [before(WINDOW_MS + 1), after] })).toBe("B 1000000");
    expect(told({ clicks: [{ ...before(1), verdict: "bot" }, after] })).toBe("B 1000000");
  });
});

describe("a partner must be active at the click and at the event", () => {
  const clicks = [before(10 * DAY_MS)];
  it.each([
    ["active all the time", [{ from: day(0), to: null }], "A 1000000"],
    ["revoked before the event", [{ from: day(0), to: SALE.ts }], "partner_inactive"],
    ["revoked a millisecond after it", [{ from: day(0), to: SALE.ts + 1 }], "A 1000000"],
    [
      "reinstated only after the click",
      [
        { from: day(0), to: day(50) },
        { from: day(65), to: null },
      ],
      "partner_inactive",
    ],
    [
      "away between click and event",
      [
        { from: day(0), to: day(62) },
        { from: day(65), to: null },
      ],
      "A 1000000",
    ],
    [
      "made a partner after the sale, which the first period covers",
      [{ from: day(90), to: null }],
      "A 1000000",
    ],
  ])("%s", (_, periods, expected) => {
    expect(told({ clicks }, termsOf([program()], [partner("A", { periods })]))).toBe(expected);
    const enrollment = {
      partnerId: id("A"),
      programId: id("program"),
      periods: periods.map((period) => ({ ...period, termsId: null })),
    };
    expect(told({ clicks }, termsOf([program()], [partner("A")], [enrollment]))).toBe(expected);
  });

  it("and a click of a program or partner that is unknown counts as one of an inactive partner", () => {
    expect(told({ clicks: [{ ...before(1), programId: id("other") }] })).toBe("partner_inactive");
    expect(told({ clicks: [click("X", SALE.ts - 1)] })).toBe("partner_inactive");
  });
});

describe("self-referral", () => {
  const own = partner("A", { emailHashes: ["h1", "h2"] });
  it.each([
    ["of the partner's address is refused", ["h2"], false, "self_referral"],
    ["is allowed where the program allows it", ["h2"], true, "A 1000000"],
    ["is not seen in another address", ["h3"], false, "A 1000000"],
  ])("%s", (_, emailHashes, allowSelfReferral, expected) => {
    expect(told({ clicks: [before(1)], emailHashes }, termsOf([program({ allowSelfReferral })], [own]))).toBe(
      expected,
    );
  });
});

describe("the outcome is the furthest stage that any click reached", () => {
  const bot: ClickFact = { ...before(2), verdict: "bot" };
  const old = before(WINDOW_MS + 2 * DAY_MS);
  const revoked = partner("B", { periods: [{ from: day(0), to: day(1) }] });
  const own = partner("C", { emailHashes: ["h"] });
  const terms = termsOf([program()], [partner("A"), revoked, own]);
  it.each<[string, ClickFact[], string]>([
    ["no_identity", [], "No click is tied to this customer."],
    ["no_click", [bot], "The customer's clicks do not count: the latest was judged bot."],
    ["outside_window", [bot, old], "The last click was 62 days before; the window is 60 days."],
    [
      "partner_inactive",
      [bot, old, click("B", day(60))],
      "The partner was not active in the program at the click and at the event.",
    ],
    [
      "self_referral",
      [bot, old, click("B", day(60)), click("C", day(20))],
      "The customer is the partner: the addresses are the same, and the program does not allow self-referral.",
    ],
  ])("%s", (expected, clicks, sentence) => {
    for (const order of [clicks, [...clicks].reverse()]) {
      const { outcome } = credited({ clicks: order, emailHashes: ["h"] }, terms);
      expect(outcome.status).toBe(expected);
      expect(outcomeSentence(outcome.detail)).toBe(sentence);
    }
  });

  it("and speaks of the latest click before the event", () => {
    const clicks = [before(65 * DAY_MS), old, before(-DAY_MS)];
    expect(outcomeSentence(credited({ clicks }).outcome.detail)).toContain("62 days");
    expect(outcomeSentence(credited({ clicks: [before(-DAY_MS)] }).outcome.detail)).toContain(
      "after the event",
    );
  });

  it("no_click when a customer is identified without a known click", () => {
    expect(told({ clicks: [], hasIdentity: true })).toBe("no_click");
  });

  it.each(["refund", "dispute_won", "invoice_payment_failed"])("a %s is not attributable", (type) => {
    const subject = subjectOf(history({ clicks: [before(1)] }), termsOf([program()], PARTNERS));
    expect(attribute(event(type, SALE.ts), subject, undefined).outcome.status).toBe("not_attributable");
  });
});

describe("coupons", () => {
  const link = click("A", SALE.ts - DAY_MS);
  const coupon = click("B", SALE.ts - 2 * DAY_MS, { coupon: true });
  it.each<[ProgramFacts["couponPriority"], string]>([
    ["last_touch", "A 1000000"],
    ["coupon", "B 1000000"],
    ["click", "A 1000000"],
  ])("with priority %s, an earlier coupon and a later link", (couponPriority, expected) => {
    expect(told({ clicks: [coupon, link] }, termsOf([program({ couponPriority })], PARTNERS))).toBe(expected);
  });

  it.each<[ProgramFacts["couponPriority"], string]>([
    ["last_touch", "B 1000000"],
    ["coupon", "B 1000000"],
    ["click", "A 1000000"],
  ])("with priority %s, an earlier link and a coupon at the sale", (couponPriority, expected) => {
    const redeemed = click("B", SALE.ts, { coupon: true });
    expect(told({ clicks: [link, redeemed] }, termsOf([program({ couponPriority })], PARTNERS))).toBe(
      expected,
    );
    expect(told({ clicks: [redeemed] }, termsOf([program({ couponPriority })], PARTNERS))).toBe("B 1000000");
  });

  it("share among themselves where they beat all others", () => {
    const terms = [version({ attributionModel: "linear" })];
    const clicks = [coupon, link, click("A", SALE.ts, { coupon: true })];
    const inForce = termsOf([program({ couponPriority: "coupon", terms })], PARTNERS);
    expect(told({ clicks }, inForce)).toBe("B 500000, A 500000");
  });
});

describe("decisions", () => {
  const first = click("A", SALE.ts - 2);
  const last = click("B", SALE.ts - 1);
  const act = (number: number) => ({ id: id(`d${number}`), at: SALE.ts, reason: null });
  const credit = (number: number, kind: "credit" | "uncredit", name: string): Decision => ({
    ...act(number),
    kind,
    eventId: SALE.id,
    partnerId: id(name),
    programId: id("program"),
  });
  it.each<[string, Decision[], string]>([
    ["a flagged click does not count", [{ ...act(1), kind: "flag", clickId: last.id }], "A 1000000"],
    [
      "unless it is unflagged later",
      [
        { ...act(2), kind: "unflag", clickId: last.id },
        { ...act(1), kind: "flag", clickId: last.id },
      ],
      "B 1000000",
    ],
    ["a sale credited by hand is that partner's", [credit(1, "credit", "A")], "A 1000000"],
    ["until the credit is taken back", [credit(1, "credit", "A"), credit(2, "uncredit", "A")], "B 1000000"],
    ["the later of two credits holds", [credit(2, "credit", "B"), credit(1, "credit", "A")], "B 1000000"],
    [
      "taking back the later lets the earlier hold again",
      [credit(1, "credit", "A"), credit(2, "credit", "B"), credit(3, "uncredit", "B")],
      "A 1000000",
    ],
    [
      "taking back another partner's changes nothing",
      [credit(1, "credit", "A"), credit(2, "uncredit", "B")],
      "A 1000000",
    ],
  ])("%s", (_, decisions, expected) => {
    expect(told({ clicks: [first, last], decisions })).toBe(expected);
  });

  it("a credit by hand needs no click, and says so", () => {
    const { outcome, touches } = credited({ clicks: [], decisions: [credit(1, "credit", "A")] });
    expect(outcome.detail.code).toBe("by_hand");
    expect(touches[0]?.clickId).toBeNull();
  });
});

describe("terms", () => {
  const old = version({ id: id("t1"), attributionModel: "first_click", effectiveFrom: day(0) });
  const recent = version({ id: id("t2"), attributionModel: "linear", effectiveFrom: day(69) });
  const clicks = [click("A", day(60)), click("B", day(65))];

  it("are those in force at the event", () => {
    expect(told({ clicks }, termsOf([program({ terms: [old, recent] })], PARTNERS))).toBe(
      "A 500000, B 500000",
    );
  });

  it("pinned by the latest touch's enrollment choose the model, each touch keeps its own", () => {
    const periods = [{ from: day(0), to: null, termsId: old.id }];
    const pinned = { partnerId: id("B"), programId: id("program"), periods };
    const { outcome } = credited(
      { clicks },
      termsOf([program({ terms: [old, recent] })], PARTNERS, [pinned]),
    );
    expect([outcome.model, outcome.termsId]).toEqual(["first_click", old.id]);
    expect(
      told(
        { clicks },
        termsOf([program({ terms: [old, recent] })], PARTNERS, [{ ...pinned, partnerId: id("A") }]),
      ),
    ).toBe("A 500000, B 500000");
  });

  it("give each click its own window", () => {
    const narrow = version({ id: id("t3"), programId: id("narrow"), attributionWindowDays: 5 });
    const terms = termsOf([program(), program({ id: id("narrow"), terms: [narrow] })], PARTNERS);
    expect(
      told({ clicks: [click("A", day(60)), click("B", day(64), { programId: id("narrow") })] }, terms),
    ).toBe("A 1000000");
  });
});
