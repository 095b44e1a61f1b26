import { z } from "zod";
import { field } from "../_data/attempt";
import { MODELS, type TermsDraft, usualDraft } from "./draft";

const rule = z.object({
  key: z.string(),
  id: z.string().nullable(),
  trigger: z.enum(["every", "first", "subsequent"]),
  eventType: z.string(),
  kind: z.enum(["percent", "fixed"]),
  value: z.string(),
  currency: z.string(),
  months: z.string(),
  maxAmount: z.string(),
});

const draft = z.object({
  rules: z.array(rule),
  attributionModel: z.enum(MODELS),
  attributionWindowDays: z.string(),
  cookieWindowDays: z.string(),
  halfLifeDays: z.string(),
  holdbackDays: z.string(),
});

/** The terms of a form, as its sentence wrote them; the usual ones where a form has none that can be read. */
export function draftField(form: FormData, currency: string): TermsDraft {
  try {
    return draft.parse(JSON.parse(field(form, "terms") ?? ""));
  } catch {
    return usualDraft(currency);
  }
}
