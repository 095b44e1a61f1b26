import { describe, expect, it } from "vitest";
import { AppError } from "@/server/platform/errors";
import type { RuleInput } from "./rule-input";
import { readTerms, type TermsInput } from "./terms-input";

const percent = (rest: Partial<RuleInput> = {}): RuleInput => ({
  trigger: "every",
  eventType: "invoice_paid",
  kind: "percent",
  value: "20",
  ...rest,
});
const fixed = (rest: Partial<RuleInput> = {}): RuleInput =>
  percent({ kind: "fixed", value: "5.00", currency: "USD", ...rest });
const click = (rest: Partial<RuleInput> = {}): RuleInput =>
  fixed({ eventType: "click", value: "0.10", ...rest });

function refusalOf(input: TermsInput, path = ""): AppError {
  try {
    readTerms(input, [], path);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error("these terms were taken");
}

describe("terms", () => {
  it("get the usual values for what is absent", () => {
    const { rules, ...rest } = readTerms({ rules: [percent()] }, [], "");
    expect(rest).toEqual({
      attributionModel: "last_click",
      halfLifeDays: 7,
      attributionWindowDays: 60,
      cookieWindowDays: 90,
      holdbackDays: 15,
    });
    expect(rules).toEqual([
      {
        id: expect.stringMatching(/^[0-9A-Z]{26}$/),
        trigger: "every",
        eventType: "invoice_paid",
        kind: "percent",
        value: "20",
        currency: null,
        months: null,
        maxAmount: null,
      },
    ]);
  });

  it.each<[string, RuleInput, { value: string; maxAmount?: string | null }]>([
    ["a percentage loses zeros that say nothing", percent({ value: "012.500" }), { value: "12.5" }],
    ["a whole percentage has no point", percent({ value: "20.0" }), { value: "20" }],
    ["a hundred percent is the most", percent({ value: "100.000" }), { value: "100" }],
    [
      "a rate keeps every digit",
      percent({ value: "0.000000000000000001" }),
      { value: "0.000000000000000001" },
    ],
    ["a fixed amount has its currency's decimals", fixed({ value: "5" }), { value: "5.00" }],
    ["yen have none", fixed({ value: "500", currency: "JPY" }), { value: "500" }],
    ["dinars have three", fixed({ value: "1.5", currency: "KWD" }), { value: "1.500" }],
    [
      "a cap has its currency's decimals",
      percent({ maxAmount: "50", currency: "EUR" }),
      { value: "20", maxAmount: "50.00" },
    ],
    ["a click pays a fixed amount", click(), { value: "0.10" }],
    ["a rule without a type is for all revenue", percent({ eventType: null }), { value: "20" }],
  ])("%s", (_fact, rule, expected) => {
    expect(readTerms({ rules: [rule] }, [], "").rules[0]).toMatchObject(expected);
  });

  it.each<[string, RuleInput, string, string]>([
    ["a percentage of 0", percent({ value: "0.00" }), "invalid_amount", "value"],
    ["a percentage above 100", percent({ value: "100.01" }), "invalid_amount", "value"],
    ["a percentage with a sign", percent({ value: "-5" }), "invalid_amount", "value"],
    ["a percentage with an exponent", percent({ value: "1e1" }), "invalid_amount", "value"],
    ["a fixed amount of 0", fixed({ value: "0" }), "invalid_amount", "value"],
    ["a fixed amount with too many decimals", fixed({ value: "1.005" }), "invalid_amount", "value"],
    ["half a yen", fixed({ value: "0.5", currency: "JPY" }), "invalid_amount", "value"],
    ["an amount too great", fixed({ value: "99999999999999999" }), "invalid_amount", "value"],
    ["a fixed amount without a currency", fixed({ currency: null }), "invalid_body", "currency"],
    ["an unknown currency", fixed({ currency: "ABC" }), "invalid_currency", "currency"],
    ["a cap without a currency", percent({ maxAmount: "50" }), "invalid_body", "currency"],
    ["a cap of 0", percent({ maxAmount: "0", currency: "USD" }), "invalid_amount", "maxAmount"],
    ["`first` of no type", percent({ trigger: "first", eventType: null }), "invalid_body", "eventType"],
    [
      "`subsequent` of no type",
      percent({ trigger: "subsequent", eventType: null }),
      "invalid_body",
      "eventType",
    ],
    ["months of no type", percent({ months: 3, eventType: null }), "invalid_body", "eventType"],
    ["a percentage of a click", click({ kind: "percent", value: "5" }), "invalid_body", "kind"],
    ["the first click only", click({ trigger: "first" }), "invalid_body", "trigger"],
    ["clicks for some months", click({ months: 3 }), "invalid_body", "months"],
    ["a cap on clicks", click({ maxAmount: "1.00" }), "invalid_body", "maxAmount"],
    ["clicks without a currency", click({ currency: null }), "invalid_body", "currency"],
  ])("%s is refused", (_what, rule, code, field) => {
    const refusal = refusalOf({ rules: [percent(), rule] }, "terms.");
    expect(refusal.code).toBe(code);
    expect(refusal.detail).toContainEqual(expect.objectContaining({ path: `terms.rules.1.${field}` }));
  });

  it.each<[string, Partial<TermsInput>]>([
    ["no rules", { rules: [] }],
    ["eleven rules", { rules: Array.from({ length: 11 }, () => percent()) }],
    ["a window of 0 days", { attributionWindowDays: 0 }],
    ["a window of 366 days", { attributionWindowDays: 366 }],
    ["half a day", { cookieWindowDays: 0.5 }],
    ["a negative holdback", { holdbackDays: -1 }],
    ["a half-life of 0", { halfLifeDays: 0 }],
    ["one id for two rules", { rules: [percent({ id: "sale" }), fixed({ id: "sale" })] }],
  ])("%s is refused", (_what, rest) => {
    expect(refusalOf({ rules: [percent()], ...rest }).code).toBe("invalid_body");
  });

  it("names all problems at once", () => {
    const refusal = refusalOf({
      rules: [percent({ value: "0" }), fixed({ currency: "ABC" })],
      holdbackDays: 400,
    });
    expect(refusal.detail).toHaveLength(3);
  });
});

describe("a rule's id", () => {
  const known = readTerms({ rules: [percent({ id: "old" }), fixed({ id: "bonus" })] }, [], "").rules;

  it("is kept when it is given", () => {
    expect(readTerms({ rules: [percent({ id: "mine" })] }, known, "").rules[0]?.id).toBe("mine");
  });

  it("is that of an earlier rule which says the same, however it is written", () => {
    const { rules } = readTerms({ rules: [fixed({ value: "5" }), percent({ value: "20.00" })] }, known, "");
    expect(rules.map(({ id }) => id)).toEqual(["bonus", "old"]);
  });

  it("is a new one for a rule that says something else", () => {
    const { rules } = readTerms({ rules: [percent({ value: "30" })] }, known, "");
    expect(["old", "bonus"]).not.toContain(rules[0]?.id);
  });

  it("is never used twice in one version", () => {
    const { rules } = readTerms({ rules: [percent(), percent(), fixed({ id: "old" })] }, known, "");
    expect(new Set(rules.map(({ id }) => id)).size).toBe(3);
  });
});
