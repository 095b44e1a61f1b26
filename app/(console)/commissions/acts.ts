"use server";

import { commissions as text } from "@/app/_text/console/commissions";
import { table } from "@/app/_text/table";
import type { Told } from "@/app/_ui/form/told";
import type { Effect } from "@/app/_ui/table/bulk/act";
import { attempt, field } from "../_data/attempt";
import { refusalOf } from "../_data/outcome";
import { signedIn } from "../_data/signed-in";
import { sentencesOf } from "./effect";

export async function effectOfApproval(ids: readonly string[]): Promise<Effect> {
  return effectOf("approve", ids);
}

export async function effectOfReversal(ids: readonly string[]): Promise<Effect> {
  return effectOf("reverse", ids);
}

async function effectOf(action: "approve" | "reverse", ids: readonly string[]): Promise<Effect> {
  const { call } = await signedIn();
  try {
    const effect = await call.decisionPreviews.previewDecisions({ action, ids: [...ids] });
    return { lines: sentencesOf(action, effect), possible: effect.entries > 0 };
  } catch (error) {
    return { lines: [refusalOf(error).message], possible: false };
  }
}

export async function approveSome(_before: Told, form: FormData): Promise<Told> {
  return decide("approve", form, null);
}

export async function reverseSome(_before: Told, form: FormData): Promise<Told> {
  const reason = field(form, "reason");
  return reason === null ? { kind: "error", text: text.reasonMissing } : decide("reverse", form, reason);
}

async function decide(action: "approve" | "reverse", form: FormData, reason: string | null): Promise<Told> {
  const ids = form.getAll("ids").map(String);
  if (ids.length === 0) return { kind: "error", text: text.noneSelected };
  return attempt(async (call) => {
    const { results } = await call.commissions.decideCommissions({
      action,
      ids,
      ...(reason ? { reason } : {}),
    });
    const refused = results.filter((one) => !one.ok);
    const count = results.length - refused.length;
    const done = action === "approve" ? text.approved(count) : text.reversed(count);
    return refused.length === 0 ? done : table.some(done, refused.length, refused[0]?.message ?? "");
  });
}

/** Reverses one entry, also one that was paid: the question said so. */
export async function reverseOne(_before: Told, form: FormData): Promise<Told> {
  const reason = field(form, "reason");
  if (reason === null) return { kind: "error", text: text.reasonMissing };
  return attempt(async (call) => {
    const clawback = form.get("clawback") === "yes";
    await call.commissions.reverseCommission({ id: field(form, "ids") ?? "", reason, clawback });
    return text.reversed(1);
  });
}

export async function undoOne(_before: Told, form: FormData): Promise<Told> {
  const reason = field(form, "reason");
  if (reason === null) return { kind: "error", text: text.reasonMissing };
  return attempt(async (call) => {
    await call.commissions.unreverseCommission({ id: field(form, "ids") ?? "", reason });
    return text.undone;
  });
}
