"use server";

import { fraud as text } from "@/app/_text/console/fraud";
import type { Told } from "@/app/_ui/form/told";
import { attempt } from "../_data/attempt";
import { decisionIn } from "../_data/decision";

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
