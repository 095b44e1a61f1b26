import { field } from "./attempt";

/** What a form decides about, and why if somebody said so. */
export function decisionIn(form: FormData): { id: string; reason?: string } {
  const reason = field(form, "reason");
  return { id: field(form, "id") ?? "", ...(reason ? { reason } : {}) };
}
