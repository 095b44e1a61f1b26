/** One line of the sentence, as it stands in its controls. An empty event type is every payment; empty months are for life. */
export type RuleDraft = {
  /** Tells the line from others while it is edited. */
  key: string;
  /** The rule's name, the same in later versions; null until the server gives it one. */
  id: string | null;
  trigger: "every" | "first" | "subsequent";
  eventType: string;
  kind: "percent" | "fixed";
  value: string;
  currency: string;
  months: string;
  maxAmount: string;
};

export const MODELS = ["last_click", "first_click", "linear", "position", "time_decay"] as const;
export type Model = (typeof MODELS)[number];

/** Terms as they stand in the controls of the sentence. */
export type TermsDraft = {
  rules: RuleDraft[];
  attributionModel: Model;
  attributionWindowDays: string;
  cookieWindowDays: string;
  halfLifeDays: string;
  holdbackDays: string;
};

/** What a new program pays unless somebody says otherwise. */
export function usualDraft(currency: string): TermsDraft {
  return {
    rules: [{ ...newRule(currency, "payments"), months: "12" }],
    attributionModel: "last_click",
    attributionWindowDays: "60",
    cookieWindowDays: "90",
    halfLifeDays: "7",
    holdbackDays: "30",
  };
}

export function newRule(currency: string, key: string): RuleDraft {
  const usual = { trigger: "every", eventType: "invoice_paid", kind: "percent" } as const;
  return { key, id: null, ...usual, value: "20", currency, months: "", maxAmount: "" };
}

/** Terms as procedures give them. */
export type WireTerms = {
  rules: readonly {
    id: string;
    trigger: RuleDraft["trigger"];
    eventType: string | null;
    kind: RuleDraft["kind"];
    value: string;
    currency: string | null;
    months: number | null;
    maxAmount: string | null;
  }[];
  attributionModel: Model;
  attributionWindowDays: number;
  cookieWindowDays: number;
  halfLifeDays: number;
  holdbackDays: number;
};

export function draftOf(terms: WireTerms, currency: string): TermsDraft {
  return {
    rules: terms.rules.map((rule) => ({
      ...rule,
      key: rule.id,
      eventType: rule.eventType ?? "",
      currency: rule.currency ?? currency,
      months: rule.months === null ? "" : String(rule.months),
      maxAmount: rule.maxAmount ?? "",
    })),
    attributionModel: terms.attributionModel,
    attributionWindowDays: String(terms.attributionWindowDays),
    cookieWindowDays: String(terms.cookieWindowDays),
    halfLifeDays: String(terms.halfLifeDays),
    holdbackDays: String(terms.holdbackDays),
  };
}

/** The draft as procedures take it. What is no number stays none, and is refused in words. */
export function bodyOf(draft: TermsDraft) {
  return {
    attributionModel: draft.attributionModel,
    attributionWindowDays: Number(draft.attributionWindowDays),
    cookieWindowDays: Number(draft.cookieWindowDays),
    halfLifeDays: Number(draft.halfLifeDays),
    holdbackDays: Number(draft.holdbackDays),
    rules: draft.rules.map((rule) => ({
      ...(rule.id === null ? {} : { id: rule.id }),
      trigger: rule.trigger,
      eventType: rule.eventType === "" ? null : rule.eventType,
      kind: rule.kind,
      value: rule.value,
      currency: rule.kind === "fixed" || rule.maxAmount !== "" ? rule.currency : null,
      months: rule.months === "" ? null : Number(rule.months),
      maxAmount: rule.maxAmount === "" ? null : rule.maxAmount,
    })),
  };
}
