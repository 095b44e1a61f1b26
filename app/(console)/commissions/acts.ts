"use server";

import { commissions as text } from "@/app/_text/commissions";
import type { Told } from "@/app/_ui/told";
import { attempt, field } from "../_data/attempt";

/** Approves or reverses the selected entries; which of the two is the button's value. */
export async function decide(_before: Told, form: FormData): Promise<Told> {
  const ids = form.getAll("ids").map(String);
  const action = field(form, "action") === "reverse" ? "reverse" : "approve";
  const reason = field(form, "reason");
  if (ids.length === 0) return { kind: "error", text: text.noneSelected };
  if (action === "reverse" && reason === null) return { kind: "error", text: text.reasonMissing };
  return attempt(async (call) => {
    const { results } = await call.commissions.decideCommissions({
      action,
      ids,
      ...(reason ? { reason } : {}),
    });
    const refused = results.filter((one) => !one.ok);
    const count = results.length - refused.length;
    const done = action === "approve" ? text.approved(count) : text.reversed(count);
    return refused.length === 0 ? done : text.some(done, refused.length, refused[0]?.message ?? "");
  });
}

export async function reverseOne(_before: Told, form: FormData): Promise<Told> {
  const reason = field(form, "reason");
  if (reason === null) return { kind: "error", text: text.reasonMissing };
  return attempt(async (call) => {
    const clawback = form.get("clawback") === "yes";
    await call.commissions.reverseCommission({ id: String(form.get("id")), reason, clawback });
    return text.reversed(1);
  });
}

export async function undoOne(_before: Told, form: FormData): Promise<Told> {
  const reason = field(form, "reason");
  if (reason === null) return { kind: "error", text: text.reasonMissing };
  return attempt(async (call) => {
    await call.commissions.unreverseCommission({ id: String(form.get("id")), reason });
    return text.undone;
  });
}
