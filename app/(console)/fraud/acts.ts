"use server";

import { fraud as text } from "@/app/_text/console/fraud";
import type { Told } from "@/app/_ui/form/told";
import { attempt, field } from "../_data/attempt";

export async function flag(_before: Told, form: FormData): Promise<Told> {
  return attempt(async (call) => {
    await call.clicks.flagClick(decisionIn(form));
    return text.flagged;
  });
}

export async function unflag(_before: Told, form: FormData): Promise<Told> {
  return attempt(async (call) => {
    await call.clicks.unflagClick(decisionIn(form));
    return text.unflaggedDone;
  });
}

function decisionIn(form: FormData): { id: string; reason?: string } {
  const reason = field(form, "reason");
  return { id: field(form, "id") ?? "", ...(reason ? { reason } : {}) };
}
